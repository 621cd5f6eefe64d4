/** A requirement of a framework with the sheets that answer it, whether or not they are in the pack yet. */
export interface Control {
  readonly framework: string;
  readonly reference: string;
  readonly requirement: string;
  readonly sheets: readonly string[];
}

const iso = 'ISO/IEC 27001:2022';
const soc = 'SOC 2';

function control(framework: string, reference: string, requirement: string, sheets: string): Control {
  return { framework, reference, requirement, sheets: sheets.split(' ') };
}

/** Which sheet answers which requirement. A sheet that this version does not have is named as missing in the pack. */
export const controls: readonly Control[] = [
  control('All', 'all', 'What is open or outside a rule', '99_Exceptions'),
  control(
    'AT-C',
    '205.36',
    'Completeness and accuracy of information produced by the entity',
    '00_Cover 01_Provenance',
  ),
  control(iso, 'A.5.3', 'Segregation of duties', '61_Role_matrix 65_Approvals 66_SoD_conflicts'),
  control(
    iso,
    'A.5.9',
    'Inventory of information and associated assets, with owners',
    '10_Asset_register 11_Additions 13_Movements 20_Stocktake_summary 21_Stocktake_lines 22_Variances',
  ),
  control(iso, 'A.5.10', 'Acceptable use and handling of assets', '14_Custody 16_Loans'),
  control(iso, 'A.5.11', 'Return of assets', '14_Custody 15_Leavers'),
  control(iso, 'A.5.15', 'Access control', '61_Role_matrix'),
  control(iso, 'A.5.16', 'Identity management', '60_Operators'),
  control(iso, 'A.5.18', 'Access rights', '60_Operators 62_Access_reviews'),
  control(iso, 'A.5.24', 'Incident management planning and preparation', '70_Incidents'),
  control(iso, 'A.5.26', 'Response to information security incidents', '70_Incidents'),
  control(
    iso,
    'A.5.32',
    'Intellectual property rights',
    '50_Installations 51_Entitlements 52_ELP 53_Licence_exceptions',
  ),
  control(iso, 'A.5.33', 'Protection of records', '92_Exports_prints'),
  control(iso, 'A.6.3', 'Awareness, education and training', '71_Training'),
  control(iso, 'A.7.9', 'Security of assets off-premises', '13_Movements 16_Loans'),
  control(iso, 'A.7.10', 'Storage media through their life cycle', '13_Movements 30_Media'),
  control(iso, 'A.7.13', 'Equipment maintenance', '41_Maintenance'),
  control(iso, 'A.7.14', 'Secure disposal or re-use of equipment', '12_Disposals 31_Sanitisation 32_Certificates'),
  control(iso, 'A.8.1', 'User endpoint devices', '40_Protection_state'),
  control(iso, 'A.8.2', 'Privileged access rights', '60_Operators 64_Privileged_actions'),
  control(iso, 'A.8.5', 'Secure authentication', '63_Auth_events'),
  control(iso, 'A.8.8', 'Technical vulnerabilities', '40_Protection_state'),
  control(iso, 'A.8.10', 'Information deletion', '12_Disposals 31_Sanitisation 80_Retention'),
  control(iso, 'A.8.13', 'Information backup', '42_Backups 93_App_backups'),
  control(iso, 'A.8.15', 'Logging', '63_Auth_events 90_Audit_log 91_Chain_check'),
  control(iso, 'A.8.17', 'Clock synchronisation', '90_Audit_log'),
  control(iso, 'A.8.19', 'Installation of software', '50_Installations 53_Licence_exceptions'),
  control('ISO/IEC 19770-1', 'Tier 1', 'Trustworthy data', '10_Asset_register 50_Installations'),
  control('ISO/IEC 19770-1', 'Tier 2', 'Life cycle integration', '11_Additions 12_Disposals'),
  control('ISO/IEC 19770-1', 'Licences', 'Entitlement and effective licence position', '51_Entitlements 52_ELP'),
  control(soc, 'CC1.4', 'Competence and acknowledgement', '14_Custody 71_Training'),
  control(soc, 'CC5.2', 'Approval of what is bought', '65_Approvals 66_SoD_conflicts'),
  control(
    soc,
    'CC6.1',
    'Logical access, inventory of information assets',
    '10_Asset_register 20_Stocktake_summary 60_Operators 63_Auth_events 64_Privileged_actions',
  ),
  control(soc, 'CC6.2', 'Register, authorise and remove users', '15_Leavers 60_Operators 62_Access_reviews'),
  control(soc, 'CC6.3', 'Least privilege, segregation of duties', '15_Leavers 61_Role_matrix 62_Access_reviews'),
  control(soc, 'CC6.5', 'Disposal of assets with data', '12_Disposals 31_Sanitisation 32_Certificates'),
  control(soc, 'CC6.7', 'Transmission and removal of information', '30_Media 40_Protection_state 92_Exports_prints'),
  control(soc, 'CC7.2', 'Monitor for anomalies', '63_Auth_events 90_Audit_log 91_Chain_check'),
  control(soc, 'CC7.3', 'Evaluate incidents', '70_Incidents'),
  control(soc, 'CC7.4', 'Respond to incidents', '22_Variances 70_Incidents'),
  control(soc, 'CC8.1', 'Change control', '64_Privileged_actions'),
  control(soc, 'CC9.2', 'Vendors', '34_Downstream_vendors'),
  control(soc, 'A1.2', 'Maintenance, backup and recovery', '41_Maintenance 42_Backups 93_App_backups'),
  control(soc, 'A1.3', 'Tests of recovery', '42_Backups 93_App_backups'),
  control('SOX', '404', 'Assets exist as recorded', '20_Stocktake_summary 22_Variances'),
  control('SOX', 'Approval', 'Four eyes over purchases', '65_Approvals 66_SoD_conflicts'),
  control('IAS', '16', 'Depreciation and carrying amounts', '81_Depreciation'),
  control('GDPR', '33', 'Notification of a breach', '70_Incidents'),
  control('GDPR', '28', 'Processors', '34_Downstream_vendors'),
  control('HIPAA', '164.310(d)', 'Device and media controls', '12_Disposals 30_Media 31_Sanitisation'),
  control('NIST SP 800-88', 'Rev. 2, 4.6', 'Records of sanitisation', '31_Sanitisation 32_Certificates'),
  control(
    'R2v3',
    'Core 6, Appendices A and B',
    'Tracking and downstream vendors',
    '33_Disposal_lots 34_Downstream_vendors',
  ),
  control('WEEE', '2012/19/EU', 'Waste electrical equipment', '33_Disposal_lots'),
  control('PCI DSS', '9.5', 'Inventory of devices', '10_Asset_register'),
  control('CIS Controls', '1.1', 'Inventory of enterprise assets', '10_Asset_register'),
  control('CIS Controls', '2.1', 'Inventory of software', '50_Installations'),
];
