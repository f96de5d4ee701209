"""The schema of a record folder: which tables there are, their columns and types, and what each says.

One schema serves CSV, YAML and Parquet, the checks at load, the writer and the page docs/record.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from comity.frozen import frozen
from comity.norms.attributes import ATTRIBUTES, PARTY_KINDS, STAGES
from comity.record import nodes
from comity.vocabulary import Status

FORCES = ATTRIBUTES["demand.force"].values
MODALITIES = ("must", "must not", "may", "may require", "cannot be required to")
STATUSES = tuple(status.value for status in Status)
TRIGGERS = ("date", "receipt", "service", "service-by-mail", "entry", "event")
DUE_RULES = ("frcp-6", "frap-26", "frcrimp-45", "none")
COMPARISONS = ("exactly", "at least", "at most")
LEVELS = ("agency", "office", "answer")
FORMATS = ("csv", "yaml", "parquet")
DOCKET = ("stands", "stayed", "narrowed", "ended")
ACCESS = ("public", "internal", "privileged", "restricted")
OF_AWARDS = (
    *("accept_by", "accepted", "accepted_by", "agency", "amount", "balance", "drawn", "fiscal_year", "next_drawdown"),
    *(
        "obligated",
        "offered",
        "period_end",
        "period_start",
        "prime",
        "program",
        "signed_by",
        "stage",
        "term_sets",
        "terms",
    ),
)
"""The attributes of an award that a row of `award_facts` may give."""

TYPES: Mapping[str, str] = {
    "text": "words, at most 100,000 characters",
    "number": "a whole number, like `23`",
    "amount": "dollars and cents, like `250000` or `$1,250,000.50`",
    "date": "a day, like `2018-01-24`; in Parquet also a native date",
    "yes or no": "`yes` or `no`; in Parquet also a native boolean",
    "government": "a government, agency or party of `parties`: its short name (`chicago-il`), its OCD division id, an "
    "alias, or its plain name (`Chicago, IL`) when that fits only one",
    "agency": "a federal agency, named in the same ways: `us-doj-ojp`",
    "state": "a state by its short name: `ca`",
    "program": "the Assistance Listing number of a federal program: `16.738`",
    "fiscal year": "a year, like `2017`",
    "norm": "the id of a norm of the law: `jag-fy2017/access`",
    "carried": "the id of a norm or of a set of terms of the law: `dhs-terms-fy2025/v3`",
    "term set": "the id of a set of terms of the law: `dhs-terms-fy2025/v3`",
    "condition": "which awards, in the words of a law file's `when`: `award.agency is us-dhs`",
    "basis": f"who says so: {', '.join(LEVELS)}",
    "act": "the name of an act that the law declares: `produce-documents`",
    "order": "the id of an order, holding, notice or doctrine of the law: `illinois-v-fema/judgment`",
    "question": "the name of a question that the law declares, other than a rule",
    "association": "the short name of an association: `uscm`",
    "stage": f"how far along an award is: {', '.join(STAGES)}",
    "force": f"the legal force of a demand: {', '.join(FORCES)}",
    "hour": "an hour of the day, like `17:00`",
    "trigger": f"what a period counts from: {', '.join(TRIGGERS)}",
    "rule": f"a rule of counting: {', '.join(DUE_RULES)}",
    "kind": f"the kind of a party: {', '.join(PARTY_KINDS)}",
    "status": f"a status: {', '.join(STATUSES)}",
    "modality": f"what a norm does: {', '.join(MODALITIES)}",
    "source": "the id of a row of `sources`",
    "award": "the id of a row of `awards`",
    "demand": "the id of a row of `demands`",
    "statement": "the id of a row of `statements`",
    "class": "parties in the words of a law file after `every`: `city within ca`",
    "date or `when said`": "a day, or `when said`: each day on which the statement may have been made",
    "comparison": f"how two amounts compare: {', '.join(COMPARISONS)}",
    "row": "the `row` of another row of the same table",
    "id": "a name of letters, digits and `. _ / -`, used once in its table",
    "short name": "small letters, digits and hyphens, not the name of a government",
    "answer": "a value of the question's type",
    "docket": f"what a docket shows of an order: {', '.join(DOCKET)}",
    "access": f"who may see it: {', '.join(ACCESS)}",
    "attribute": f"an attribute of an award: {', '.join(OF_AWARDS)}",
    "claim": "a check, or a list of checks (see Claims)",
}


@frozen
class Column:
    """One column: its name, the type of its values (`TYPES`), a sentence, whether a row must have it.

    `many` columns hold a list; in an `exact` one the empty list is a fact (none) and an absent value stays unknown.
    """

    name: str
    type: str
    sentence: str
    required: bool = False
    many: bool = False
    exact: bool = False

    @property
    def words(self) -> str:
        """The type in words.

        >>> Column("terms", "norm", "", many=True).words
        'list of norm'
        """
        return f"list of {self.type}" if self.many else self.type


@frozen
class Table:
    """One table: its name, a sentence, its columns in order, and the node a row becomes.

    `key` is the column whose value must be used once, None where rows have no id.
    """

    name: str
    sentence: str
    columns: tuple[Column, ...]
    node: type
    key: str | None = None

    def column(self, name: str) -> Column:
        """The column of this name.

        Raises:
            KeyError: the table has no such column.

        >>> TABLES["awards"].column("amount").type
        'amount'
        """
        return {column.name: column for column in self.columns}[name]


def _known(noun: str) -> tuple[Column, ...]:
    return (
        Column("source", "source", f"Where {noun} is from.", required=True),
        Column("recorded", "date", "The day this became known; absent: known from when it was true."),
        Column("row", "id", "A name for this row, so that a correction can name it; used once in the whole record."),
        Column("supersedes", "row", "The row that this one corrects, from `recorded` on; nothing is deleted."),
        Column("retracted", "yes or no", "`yes`: the corrected row is withdrawn, and what it said is unknown again."),
        Column("entered_at", "text", "When this was entered, for audits; no answer depends on it."),
        Column("entered_by", "text", "Who entered this, for audits; no answer depends on it."),
        Column("access", "access", "Who may see this: public, internal, privileged, restricted."),
        Column("matter", "text", "The matter to which this belongs."),
    )


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "sources",
            "Documents that facts come from.",
            (
                Column("id", "id", "The name by which rows cite the document.", required=True),
                Column("title", "text", "What it is, as a reader would cite it.", required=True),
                Column("url", "text", "Where it can be read."),
                Column("date", "date", "Its own date."),
                Column("basis", "text", "How far it was verified: read, excerpt, report, memory."),
                Column("checked", "date", "The day it was last checked."),
                Column("excerpt", "text", "Its exact words, against which quotations are checked."),
                Column("access", "access", "Who may see it; a row that cites it has this access or a stricter one."),
            ),
            nodes.Source,
            "id",
        ),
        Table(
            "parties",
            "Parties that are not governments of the reference data, such as illustrative private persons.",
            (
                Column("short", "short name", "The name used in every other table.", required=True),
                Column("name", "text", "The name as shown.", required=True),
                Column("kind", "kind", "What it is.", required=True),
                Column("state", "state", "The state where it lives or lies, and whose courts it is under."),
            ),
            nodes.Government,
            "short",
        ),
        Table(
            "awards",
            "Federal awards and subawards.",
            (
                Column("id", "id", "The award number (FAIN), or a name where it is not known.", required=True),
                Column("recipient", "government", "Who holds it.", required=True),
                Column("agency", "agency", "Who made it; absent: the program's agency, if it has exactly one."),
                Column("program", "program", "The Assistance Listing."),
                Column("fiscal_year", "fiscal year", "The federal fiscal year of the award's money."),
                Column("stage", "stage", "How far along it is, as far as is known; it may be further along since."),
                Column("offered", "date", "The day it was offered."),
                Column("accepted", "date", "The day the recipient accepted it."),
                Column(
                    "accepted_by", "date", "A day by which it had been accepted, where the day itself is not known."
                ),
                Column("obligated", "date", "The day its dollars were obligated."),
                Column("accept_by", "date", "The last day to accept it."),
                Column("signed_by", "text", "Who accepted it."),
                Column("period_start", "date", "The first day of the period of performance."),
                Column("period_end", "date", "The last day of the period of performance."),
                Column("amount", "amount", "Dollars obligated; of a subaward, its own share of the prime's dollars."),
                Column("drawn", "amount", "Dollars drawn so far."),
                Column("balance", "amount", "Dollars left; absent: obligated less drawn."),
                Column("next_drawdown", "date", "The day of the next drawdown."),
                Column("entity", "text", "Who holds it, in the list's words."),
                Column("pass_through", "text", "Through whom a subaward comes, in the list's words."),
                Column("prime", "id", "The award of which this is a subaward; it need not be in the record."),
                Column("terms", "norm", "The norms its own terms carry; `[]`: none.", many=True, exact=True),
                Column(
                    "term_sets", "term set", "The sets of terms its documents name; `[]`: none.", many=True, exact=True
                ),
                Column("note", "text", "What a reader should know."),
                *_known("the award"),
            ),
            nodes.Award,
            "id",
        ),
        Table(
            "award_facts",
            "Single facts about awards, in this record or in a list assessed with it; they override what those say.",
            (
                Column("award", "id", "The award, as the list or the record names it.", required=True),
                Column("attribute", "attribute", "Which of its attributes.", required=True),
                Column("value", "text", "The value, written as in the table of awards.", required=True),
                *_known("this"),
            ),
            nodes.AwardFact,
        ),
        Table(
            "demands",
            "Letters, subpoenas and orders that require or request something of their recipients.",
            (
                Column("id", "id", "A name for the demand.", required=True),
                Column("title", "text", "What it is, in a line.", required=True),
                Column("issuer", "agency", "Who made it.", required=True),
                Column("date", "date", "Its date."),
                Column(
                    "due",
                    "date",
                    "The last day to answer, where it states one; this prevails over any period it gives.",
                ),
                Column("due_hour", "hour", "The hour on that day by which to answer, in the recipient's time."),
                Column("due_days", "number", "The number of days it gives, where it states no date."),
                Column("due_business", "yes or no", "Whether these are business days; absent: calendar days."),
                Column("due_months", "number", "The number of months it gives."),
                Column("due_hours", "number", "The number of hours it gives."),
                Column("due_from", "trigger", "What they count from; absent: its date."),
                Column("due_backward", "yes or no", "Whether they count back, as in 14 days before a hearing."),
                Column(
                    "due_rule",
                    "rule",
                    "The rule for counting them; absent: that of its force (subpoenas and orders), or none (requests).",
                ),
                Column("triggered", "date", "The day of the receipt, service, entry or event they count from."),
                Column("triggered_hour", "hour", "The hour of it, for periods in hours."),
                Column("force", "force", "Its legal force; a letter that threatens a subpoena is a request."),
                Column("act", "act", "What it asks for, as declared conduct."),
                Column("basis", "norm", "The norms it relies on.", many=True),
                Column("recipients", "government", "To whom it is addressed; absent: unknown by name.", many=True),
                Column("asks", "text", "What it asks for, in its own terms."),
                Column("threatens", "text", "What it says will follow, in its own terms."),
                Column("follows", "demand", "The earlier demand that it follows up."),
                Column("note", "text", "What a reader should know, such as sources that disagree."),
                *_known("the demand"),
            ),
            nodes.Demand,
            "id",
        ),
        Table(
            "conduct",
            "What a party did or did not do.",
            (
                Column("party", "government", "Who.", required=True),
                Column("act", "act", "The declared conduct.", required=True),
                Column("done", "yes or no", "Whether it was done; absent: unknown."),
                Column("on", "date", "The day."),
                Column("demand", "demand", "The demand that it answers."),
                *_known("this"),
            ),
            nodes.Conduct,
        ),
        Table(
            "answers",
            "Answers to the questions that the law declares.",
            (
                Column("question", "question", "The question.", required=True),
                Column("party", "government", "The party it is about; required unless it is about an award."),
                Column(
                    "award",
                    "id",
                    "The award, if the question is about awards; it need not be in the record.",
                ),
                Column("act", "order", "The order, if the question is about orders."),
                Column("value", "answer", "The answer.", required=True),
                Column("since", "date", "The first day on which it is true; absent: always, as far as is known."),
                Column("until", "date", "The first day on which it is no longer true."),
                *_known("the answer"),
            ),
            nodes.Answer,
        ),
        Table(
            "memberships",
            "Who is a member of which association.",
            (
                Column("party", "government", "Who.", required=True),
                Column("association", "association", "Of what.", required=True),
                Column("member", "yes or no", "Whether it is a member; without a row, unknown.", required=True),
                Column("since", "date", "The first day on which this is true."),
                Column("until", "date", "The first day on which it is no longer true."),
                *_known("this"),
            ),
            nodes.Membership,
        ),
        Table(
            "carriage",
            "Which awards carry which norms or sets of terms, by a rule or an answer; an award's own documents prevail.",
            (
                Column("carries", "carried", "The norm or set of terms carried.", required=True),
                Column(
                    "by",
                    "basis",
                    "Whose rule it is; `answer`: a bare answer. Those named earlier prevail.",
                    required=True,
                ),
                Column("carried", "yes or no", "`no`: they do not carry it.", required=True),
                Column("when", "condition", "Which awards; absent: all, or the one named."),
                Column("award", "id", "The one award it is about; it need not be in the record."),
                *_known("this"),
            ),
            nodes.Carriage,
        ),
        Table(
            "docket_checks",
            "What was seen of an order on its docket: this refreshes or changes every answer that rests on the order.",
            (
                Column("act", "order", "The order.", required=True),
                Column("on", "date", "The day on which the docket was looked at.", required=True),
                Column(
                    "seen",
                    "docket",
                    "What was seen: the order stands, is stayed, is narrowed, or has ended.",
                    required=True,
                ),
                Column("entry", "text", "The number of the entry that says so."),
                Column("to", "government", "Whom an order that was narrowed still protects.", many=True),
                *_known("this"),
            ),
            nodes.DocketCheck,
        ),
        Table(
            "statements",
            "Who said what, through whom and when; and what it would mean in law, as a claim to be checked.",
            (
                Column("id", "id", "A name for the statement.", required=True),
                Column("speaker", "text", "Who is said to have said it.", required=True),
                Column("chain", "text", "Who reports whom, the last reporter first.", many=True),
                Column("when_written", "text", "When it was said, in the words of the report."),
                Column("said_first", "date", "The first day on which it may have been said."),
                Column("said_last", "date", "The last day on which it may have been said."),
                Column("resolution", "text", "How the days were worked out."),
                Column("quoted", "text", "The words in quotation marks, exactly as the report has them."),
                Column(
                    "reported",
                    "text",
                    "What the report says, where the speaker is not quoted: its words, or the same retold.",
                ),
                Column("meaning", "text", "What it says of the law, in words."),
                Column("proposition", "claim", "The same as a claim; absent for opinions and predictions."),
                Column(
                    "unchecked",
                    "text",
                    "Where there is no proposition, a sentence saying why there is nothing to check.",
                ),
                Column("sentences", "number", "Which sentences of its source it is in; 0 is the headline.", many=True),
                Column("remarks", "text", "What the sources show, and where they disagree."),
                *_known("the statement"),
            ),
            nodes.Statement,
            "id",
        ),
    )
}
