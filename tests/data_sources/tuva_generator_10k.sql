-- The generated commercial plan (Parquet) as a plan source. A practice is a primary care clinician:
-- the practice_id is npi- and that clinician's NPI.
CREATE VIEW eligibility AS
SELECT DISTINCT person_id, member_id, birth_date, sex AS gender,
    enrollment_start_date, enrollment_end_date, first_name, last_name, state, zip_code,
    payer, plan_name AS plan, plan_type AS payer_type
FROM '{folder}/enrollment_months.parquet';

-- Denied lines carry no dollars; the service still happened.
CREATE VIEW medical_claim AS
SELECT claim_id, line_number AS claim_line_number, person_id,
    claim_first_date AS claim_start_date,
    greatest(claim_first_date, last_service_date, discharge_date) AS claim_end_date,
    coalesce(plan_paid_amount, 0) AS paid_amount, allowed_amount, claim_type,
    CASE WHEN setting = 'inpatient' THEN '111' ELSE bill_type END AS bill_type_code,
    place_of_service AS place_of_service_code,
    CASE WHEN setting = 'emergency' AND revenue_code IS NULL THEN '0450' ELSE revenue_code END
        AS revenue_center_code,
    hcpcs_code, drg_code AS ms_drg_code, admission_date, discharge_date,
    admit_source AS admit_source_code, discharge_status AS discharge_disposition_code,
    rendering_npi, billing_npi, facility_npi, paid_date,
    diagnosis_code_1, diagnosis_code_2, diagnosis_code_3, diagnosis_code_4, diagnosis_code_5,
    diagnosis_code_6, procedure_code_1
FROM '{folder}/medical_claim_lines.parquet';

CREATE VIEW pharmacy_claim AS
SELECT claim_id, line_number AS claim_line_number, person_id, ndc_code,
    fill_date AS dispensing_date, coalesce(plan_paid_amount, 0) AS paid_amount,
    drug_name, quantity, days_supply, allowed_amount
FROM '{folder}/pharmacy_claims.parquet';

CREATE VIEW provider AS
SELECT npi, first_name || ' ' || last_name AS name, specialty,
    CASE WHEN npi IN (SELECT pcp_npi FROM '{folder}/members.parquet') THEN 'npi-' || npi END
        AS practice_id
FROM '{folder}/providers.parquet'
UNION ALL
SELECT npi, name, NULL AS specialty, NULL AS practice_id FROM '{folder}/facilities.parquet';

CREATE VIEW attribution AS
SELECT m.person_id, 'npi-' || m.pcp_npi AS practice_id, m.pcp_npi, p.name AS pcp_name
FROM '{folder}/members.parquet' AS m LEFT JOIN provider AS p ON p.npi = m.pcp_npi;

CREATE VIEW risk_score AS
SELECT person_id, risk_score AS score, 'generator risk score' AS model
FROM '{folder}/members.parquet';
