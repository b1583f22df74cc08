-- The Tuva demo claims (CSV) as a plan source. The set has no names, practices, providers or scores:
-- everyone is attributed to one made-up practice, and the optional views stay away.
CREATE VIEW eligibility AS
SELECT CAST(patient_id AS VARCHAR) AS person_id, * EXCLUDE (patient_id)
FROM read_csv('{folder}/eligibility.csv', all_varchar = true);

CREATE VIEW medical_claim AS
SELECT patient_id AS person_id, * EXCLUDE (patient_id)
FROM read_csv('{folder}/medical_claim.csv', all_varchar = true);

CREATE VIEW pharmacy_claim AS
SELECT patient_id AS person_id, * EXCLUDE (patient_id)
FROM read_csv('{folder}/pharmacy_claim.csv', all_varchar = true);

CREATE VIEW attribution AS
SELECT DISTINCT person_id, 'demo' AS practice_id FROM eligibility;
