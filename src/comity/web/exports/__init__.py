"""Exports: a page's rows as XLSX, DOCX, PDF, ICS, CSV or JSON, or everything for an audit in one ZIP.

An export takes rows that a page has already filtered by who reads, and never asks for more: it cannot show more than its page.
"""
