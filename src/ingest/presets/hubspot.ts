import type { Preset } from './preset.ts';

/** HubSpot's export of tickets, with labels or internal names as headers. */
export const HUBSPOT: readonly Preset[] = [
  {
    name: 'hubspot',
    product: 'hubspot',
    title: 'HubSpot ticket export',
    fingerprint: {
      'Ticket name': 0.6,
      'Ticket description': 0.5,
      'Ticket status': 0.3,
      'Ticket owner': 0.3,
      Pipeline: 0.4,
      'Create date': 0.3,
      'Close date': 0.2,
      'Associated Company': 0.3,
      'Associated Contact': 0.3,
      'Associated Contact Email': 0.3,
      'Associated Company Domain': 0.3,
      hs_object_id: 0.5,
      hs_pipeline_stage: 0.6,
      hs_ticket_priority: 0.6,
      hs_lastmodifieddate: 0.5,
      'properties.hs_pipeline_stage': 0.9,
    },
    columns: {
      ticket_id: ['Ticket ID', 'Record ID', 'hs_object_id', 'id'],
      created_at: ['Create date', 'createdate', 'properties.createdate'],
      closed_at: ['Close date', 'closed_date', 'properties.closed_date'],
      status: ['Ticket status', 'hs_pipeline_stage', 'properties.hs_pipeline_stage'],
      subject: ['Ticket name', 'subject', 'properties.subject'],
      description: ['Ticket description', 'content', 'properties.content'],
      resolution: ['Resolution', 'hs_resolution', 'properties.hs_resolution'],
      account_id: ['Associated Company IDs', 'Associated Company', 'Associated Company Domain'],
      requester: ['Associated Contact IDs', 'Associated Contact Email', 'Associated Contact'],
      assignee: ['hubspot_owner_id', 'Ticket owner', 'properties.hubspot_owner_id'],
      group: ['HubSpot Team', 'hs_assigned_team_ids', 'Pipeline'],
      channel: ['Source', 'Ticket source', 'source_type', 'properties.source_type'],
      priority: ['Priority', 'Ticket priority', 'hs_ticket_priority', 'properties.hs_ticket_priority'],
      first_response_minutes: [
        'Time to first agent reply (HH:mm:ss)',
        'Time to first agent reply',
        'time_to_first_agent_reply',
        'properties.time_to_first_agent_reply',
      ],
      resolution_minutes: ['Time to close (HH:mm:ss)', 'Time to close', 'time_to_close', 'properties.time_to_close'],
      sla_breached: [
        'Time to Close SLA Status',
        'hs_time_to_close_sla_status',
        'properties.hs_time_to_close_sla_status',
      ],
      tags: ['hs_tag_ids', 'Ticket Tags'],
      reopens: [],
    },
    // A stage's own state is not in the file: the default pipeline's stage 4 and all stages that say closed.
    status: { closed: ['closed', '4'], open: ['new', 'waiting on contact', 'waiting on us', '1', '2', '3'] },
    signs: [{ header: 'archived', means: 'deleted', words: ['true'] }],
    zone: 'ask',
    zoneOf: 'the HubSpot account’s time zone',
    units: { first_response_minutes: 'ms', resolution_minutes: 'ms' },
    conversation: { kind: 'own' },
    advice:
      'export the properties Ticket ID, Ticket name, Ticket description, Ticket status, Create date and Close date',
    notes: [
      { missing: 'description', text: 'Choose the property "Ticket description": without it only names can be read.' },
      {
        text: 'HubSpot’s file does not say which stages of your own pipelines are closed: correct "statuses" in the mapping file where they are called otherwise.',
      },
    ],
    link: 'https://app.hubspot.com/contacts/{portal}/record/0-5/{id}',
  },
];
