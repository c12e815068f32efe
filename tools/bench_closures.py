"""Which hand-written closure is which duty of bench_edition."""

from datetime import date

from bench_by_hand import Facts, Hand, all_so, enough, known, limit, listed, one_or_both, only, so
from bench_by_hand_people import acted, advised, closed, held, our_seat, role
from bench_by_hand_rounds import document, form, judged, once, published, recurs, told
from bench_by_hand_rows import each, information_came, risks_traced, row_known, row_so, some_with, two_partners
from concordat.protocol.values import NotApplicable

AGREEMENT = ("partnership_agreement", "overarching_agreement", "memorandum_of_understanding")
BOARD = ("terms_of_reference", "constitution")
EXIT = ("on_ending", "council_leaves", "reallocation", "liabilities", "staff", "assets", "rhythm")
TERMS = ("parties", "vision", "status", "lead", "delegations", "chair", "quorum", "voting", "frequency")


def major(facts: Facts) -> bool | None:
    band = facts.get("significance.band")
    return None if band is None else band == "major"


def gets_grants(facts: Facts) -> bool | None:
    grants = facts.get("grants")
    if grants is None or type(grants) is NotApplicable:
        return None if grants is None else False
    return True if grants.rows else False if grants.complete else None


def puts_something_in(facts: Facts) -> bool | None:
    amounts = [facts.get("commitment.cash"), facts.get("commitment.staff_cost")]
    known_ones = [amount for amount in amounts if amount is not None and type(amount) is not NotApplicable]
    if any(amount > 0 for amount in known_ones):
        return True
    return None if None in amounts else False


def buys(facts: Facts) -> bool | None:
    value = facts.get("procurement.buys")
    return None if value is None else value is True


def does_not_lead(facts: Facts) -> bool | None:
    roles = facts.get("involvement.council_roles")
    if roles is None or type(roles) is NotApplicable:
        return None if roles is None else False
    return "lead" not in roles


def board_decides(facts: Facts, _on: date) -> str:
    kind = facts.get("board.kind")
    if kind is None or type(kind) is NotApplicable:
        return "not_known" if kind is None else "not_applicable"
    return "met" if kind in ("joint_committee", "partnership_board") else "not_met"


BY_HAND: dict[str, Hand] = {
    "known-0": known("partnership.purpose"),
    "known-1": known("partnership.name", "partnership.expected_outcomes"),
    "known-2": known("partnership.legal_status"),
    "known-3": known("partnership.legal_form", "partnership.legal_form_reason"),
    "known-4": known("partnership.started_on", "partnership.expected_end_on"),
    "known-5": known("lead_authority.organisation", "lead_authority.contact"),
    "known-6": known("involvement.council_roles", "involvement.responsibilities", "involvement.liabilities"),
    "known-7": known("involvement.types", "involvement.types_reason"),
    "known-8": known("appraisal.need"),
    "known-9": known("appraisal.outcome_beyond_one_agency"),
    "known-10": known(
        "appraisal.alternative_existing_partnership",
        "appraisal.alternative_consultation",
        "appraisal.alternative_contract",
    ),
    "known-11": known("appraisal.aims_agreed", "appraisal.aims_realistic", "appraisal.aims_measurable"),
    "known-12": known("appraisal.legal_power"),
    "known-13": known("appraisal.demand_on_staff", "appraisal.demand_on_finance", "appraisal.demand_on_assets"),
    "known-14": known("accountability.mutual"),
    "known-15": known("accountability.first_reports_to", "accountability.scrutiny"),
    "known-16": known("terms.quorum", "terms.voting", "terms.meeting_procedures"),
    "known-17": known("communications.press_contact", "communications.lead_liaison"),
    "known-18": known("conduct.conflict_resolution"),
    "known-19": known("money.vat_treatment", "money.value_for_money"),
    "known-when-0": only(major, known("performance.test_criteria", "performance.added_value")),
    "known-when-1": only(gets_grants, known("accountable_body.organisation", "accountable_body.obligations_resourced")),
    "known-when-2": only(puts_something_in, known("commitment.spend_approval", "commitment.future_years_effect")),
    "known-when-3": only(buys, known("procurement.rules_stated")),
    "each-known-0": each("outputs", row_known("measure", "target", "actual")),
    "each-known-1": each("outcomes", row_known("expected", "actual")),
    "each-known-2": each("objectives", row_known("council_objective", "need_served")),
    "each-known-3": each("council_risks", row_known("response", "owner", "likelihood", "impact")),
    "each-known-4": each("tasks", row_known("lead_person", "resources", "outcome_served")),
    "each-known-5": each("services", row_known("responsible", "accountable_for_delivery")),
    "each-known-6": each("partners", row_known("contact", "responsibilities"), timed=True),
    "each-known-7": each("seats", row_known("authority", "person"), timed=True),
    "some-known-0": each("documents", row_known("binding"), where=AGREEMENT, field="type", timed=True),
    "some-known-1": each(
        "documents", row_known("review_on", "review_months"), where=("exit_strategy",), field="type", timed=True
    ),
    "listed-0": listed("partners"),
    "listed-1": listed("council_risks"),
    "so-0": so("rules.financial_met"),
    "so-1": so("rules.contract_met"),
    "so-2": so("redress.findable"),
    "so-3": so("terms.co_option"),
    "so-4": so("risk.council_process_used"),
    "so-5": so("risk.in_entry_papers"),
    "so-6": so("information.quality_met"),
    "so-7": so("appraisal.benefits_justify_cost"),
    "all-so-0": all_so("accountable_body.nominated", "accountable_body.legal_entity", "accountable_body.capable"),
    "all-so-1": all_so(
        "risk_method.agreed_by_all_partners", "risk_method.in_governance", "risk.council_exposure_understood"
    ),
    "all-so-2": all_so(
        "appraisal.no_legal_bar", "appraisal.duplication_checked", but="partnership.like_purpose_elsewhere"
    ),
    "one-or-both-0": one_or_both(
        "accountable_body.is_a_partner", "accountable_body.is_the_partnership", "accountable_body.limited_by_guarantee"
    ),
    "one-or-both-1": one_or_both("review.still_viable", "exit.must_be_sustained", "exit.succession_in_hand"),
    "one-or-both-2": one_or_both("procurement.same_as_ours", "procurement.requires_evidence", "rules.procurement_met"),
    "some-with-0": some_with("documents", "type", BOARD, "on_file", timed=True),
    "some-with-1": some_with("risk_assessments", "side", ("partnership",), "by_all_partners"),
    "some-with-2": some_with("commitments", "kind", ("cash",), "budgeted"),
    "some-with-3": some_with("applicable_rules", "kind", ("procurement",), "used"),
    "some-with-4": some_with("measures", "kind", ("outcome",), "user_experience"),
    "each-so-0": each("seats", row_so("commits_within_authority"), timed=True),
    "each-so-1": each("decisions", row_so("record_kept")),
    "each-so-2": each("meetings", row_so("minutes_kept")),
    "each-so-3": each("grants", row_so("spent_within_conditions")),
    "serves-aims": only(limit("commitment.total_a_year", "setting.significant"), enough("aims.served_count", 1)),
    "risks-traced": risks_traced,
    "information-came": information_came,
    "two-partners": two_partners,
    "public-body-leads": only(
        does_not_lead,
        board_decides,
    ),
    "document-0": document(("risk_register",)),
    "document-1": document(("business_case",)),
    "document-2": document(("communications_strategy",)),
    "document-3": document(("information_sharing_protocol", "standards_of_conduct")),
    "agreement": document(AGREEMENT, field="agreed_by_all_partners"),
    "agreement-signed": document(AGREEMENT, field="signed_by_all_partners"),
    "exit-strategy": document(("exit_strategy",), EXIT),
    "exit-strategy-agreed": only(major, document(("exit_strategy",), EXIT, field="agreed_by_all_partners")),
    "terms": document(BOARD, TERMS, optional=("delegations",)),
    "terms-any": document(BOARD, TERMS, optional=TERMS),
    "form-entry": form("entry"),
    "form-review": form("review", 12),
    "published": published("accountability", frozenset({"public"})),
    "published-both": published("decisions", frozenset({"public", "partners"})),
    "review": recurs("review", "annual_review", 12),
    "review-major": only(major, recurs("review", "annual_review", 6)),
    "review-once": once("review", "representation"),
    "review-march": recurs("review", "service_planning", 12, month=3),
    "review-terms": recurs("review", "purpose", "reporting.purpose_review_months"),
    "report": recurs("report", "performance", "setting.report_months"),
    "report-to": told("report", "performance", 12, ("executive", "scrutiny_committee")),
    "report-about": recurs("report", "risks", 12, about=("money", "reputation")),
    "judged-1": judged("judged.question_1", ("lead_officer",)),
    "judged-2": only(major, judged("judged.question_2", ("lead_officer", "director"))),
    "judged-3": judged("judged.question_3", ("director",), 12),
    "lead-officer": held("responsibilities", role("lead_officer")),
    "sponsor": only(major, held("responsibilities", role("sponsoring_officer"))),
    "officer-seat": held("seats", lambda row: our_seat(row, "officer")),
    "two-seats": held("seats", our_seat, 2),
    "consulted": acted("consulted", "consult", ("executive", "committee")),
    "assured": acted(
        "assured", "assure", ("finance", "monitoring_officer"), everyone=True, points=("accounting", "legal")
    ),
    "signed": acted("signed", "sign", ("head_of_service", "director"), in_order=True),
    "advised": each("documents", advised, where=("all", "part"), field="binding", timed=True),
    "closed-recommendations": each("recommendations", closed),
    "closed-actions": each("actions", closed),
    "closed-complaints": each("complaints", closed),
}
