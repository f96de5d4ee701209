"""Answers to users' questions: positions, timelines, comparisons, what-ifs, cases, demands, situations, dollars."""
