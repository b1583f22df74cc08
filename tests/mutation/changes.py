"""Another value for each parameter of the guideline, and the scenario whose rows must notice.

A new parameter needs a line here; without one its test says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem_validators.guideline.model import Value


@dataclass(frozen=True)
class Change:
    """The value to state instead, and in which scenario it shows."""

    value: Value
    scenario: str


CHANGES = {
    # the days of the calls
    "call_interval_days": Change(14, "ready"),
    # no handoff depends on these two but for repeating them: what shows is the departure that the
    # ledger keeps with the record of the call (it took too long; the other side led)
    "call_minutes": Change(25, "record_call"),
    "call_leader": Change("plan", "record_call"),
    # when the research is due, and with it the day on which the sheet of the call is made
    "prework_lead_days": Change(3, "advance"),
    # due dates of the tasks that decisions bring; the first across weekends and a holiday
    "day_kind": Change("business", "record_call"),
    "provider_change_followup_days": Change(21, "record_call"),
    "outreach_attempt_days": Change(21, "record_call"),
    "goal_confirm_days": Change(21, "record_call"),
    # who is on the plan's list
    "list_size": Change(20, "identify"),
    # who of the listed is discussed at all
    "first_round_patients": Change("common_and_extra", "share"),
    "practice_extra": Change(0, "first_round"),
    "call_top_percent": Change(10, "share"),
    # what counts as a departure of a call
    "cm_attendance_mode": Change("one_debriefs", "two_care_managers"),
    "formative_months": Change(0, "dropped_call"),
    "review_demographics": Change("on_discrepancy", "details_skipped"),
    # whether new lists after a quarter of a year open a new round
    "round_months": Change(3, "identify_later"),
    # who is on the agenda, and in which order
    "max_patients_per_call": Change(8, "share"),
    "urgent_counts_to_cap": Change(False, "share"),
    "unique_order": Change("practice_then_plan", "share"),
    "followups_count_to_cap": Change(True, "share_after_a_call"),
    # of whom background is given, and how far back it reaches
    "background_scope": Change("agenda", "share"),
    "current_diagnosis_months": Change(6, "share"),
    "prescription_months": Change(3, "share"),
    # which pairs of the two lists are joined, and which are shown for a person to confirm
    "match_points_min": Change(90, "share_first"),
    "review_points_min": Change(60, "share_first"),
    # the suggested branch, its escalation, and the suggested lead
    "practice_gap_months": Change(16, "prework"),
    "practice_gap_escalation_months": Change(17, "prework"),
    "unresponsive_months": Change(15, "prework"),
    "active_ed_user_visits": Change(5, "prework"),
    "active_ed_user_months": Change(2, "prework"),
    "outside_specialists_min": Change(4, "record_prework"),
    "outside_specialists_months": Change(6, "prework"),
    # which kinds of care management suit, how much of each, and what is known of a patient
    "care_months": Change(2, "continuum"),
    "ongoing_visits_min": Change(3, "continuum"),
    "diagnosis_days_min": Change(4, "continuum"),
    "chronic_conditions_min": Change(3, "continuum"),
    "poorly_managed_stays_min": Change(3, "continuum"),
    "weak_capacity_points_min": Change(3, "continuum_assessed"),
    "many_providers_min": Change(3, "continuum"),
    "many_conditions_min": Change(2, "continuum"),
    "complexity_points_min": Change(9, "continuum_assessed"),
    "unreached_attempts_min": Change(1, "continuum"),
    "transition_days": Change(90, "continuum"),
    "high_cost_percentile": Change(97, "continuum"),
    "regular_signs_min": Change(2, "continuum"),
    "intensive_signs_min": Change(2, "continuum"),
    # why a member is on the plan's list, and whose risk is proposed as over
    "many_medicines_min": Change(3, "identify"),
    "stale_pregnancy_days": Change(60, "continuum_after_birth"),
    # who goes on the tracking list
    "max_outreach_attempts": Change(4, "tracking"),
    "final_attempts": Change(2, "tracking"),
    # when the summary is due
    "summary_within_days": Change(2, "summary"),
    # which reports are sent
    "tracking_report_months": Change(1, "tracking"),
    "plan_lead_first_interval_days": Change(5, "tracking"),
    "plan_lead_first_months": Change(2, "tracking_later"),
    "plan_lead_later_interval_months": Change(2, "tracking_later"),
    "monitor_interval_months": Change(3, "tracking_later"),
    # which questions are owed by then; the weeks are what a patient is asked about
    "patient_survey_months": Change(6, "evaluation"),
    "staff_survey_months": Change(3, "evaluation"),
    "survey_window_days": Change(7, "evaluation"),
    "survey_recall_weeks": Change(2, "evaluation"),
    # what is measured, over which months, at what cost, and against which target
    "measure_period_months": Change(6, "measures"),
    "active_window_days": Change(30, "measures"),
    "ed_followup_days": Change(10, "measures"),
    "ed_followup_business_days": Change(3, "measures"),
    "ed_followup_second_days": Change(21, "measures"),
    "ed_followup_third_days": Change(45, "measures"),
    "ed_stay_within_days": Change(30, "measures"),
    "goal_min_days": Change(180, "measures"),
    "pre_months": Change(6, "measures"),
    "post_months": Change(6, "measures"),
    "min_pre_member_months": Change(12, "measures"),
    "runout_months": Change(0, "measures_settled"),
    "member_month_rule": Change("fraction", "measures"),
    "death_ends_coverage": Change(False, "measures"),
    "cost_basis": Change("paid", "measures"),
    "outlier_cap_dollars": Change(1000, "measures"),
    "readmission_days": Change(90, "measures"),
    "hourly_cost_physician_dollars": Change(200, "measures"),
    "hourly_cost_director_dollars": Change(100, "measures"),
    "hourly_cost_clinician_dollars": Change(70, "measures"),
    "hourly_cost_staff_dollars": Change(50, "measures"),
    "bootstrap_draws": Change(100, "measures_of_few"),
    "confidence_percent": Change(80, "measures"),
    "min_compared_patients": Change(5, "measures"),
    "min_drawn_practices": Change(5, "measures"),
    "small_cell_max": Change(2, "measures"),
    "active_target_percent": Change(10, "measures"),
    "ed_followup_target_percent": Change(70, "measures"),
    "goals_target_percent": Change(60, "measures"),
    "ed_sensitive_target_per_1000": Change(300, "measures"),
    "avoidable_admissions_target_per_1000": Change(100, "measures"),
    "recommend_target_percent": Change(90, "measures"),
    "fidelity_target_percent": Change(80, "measures"),
}
