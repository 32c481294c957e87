/** The shapes that the server answers with. Fields are those of docs/claims.md and docs/page.md; names stay the server's. */

export type Quad = 'verbal_cooperation' | 'material_cooperation' | 'verbal_conflict' | 'material_conflict';
export type Counts = Partial<Record<Quad, number>>;

/** Words of a report. `start` and `end` are code points of the report's text, half open. */
export interface Words { text: string; start: number; end: number }

export interface Entity { id: string | null; name: string | null; score: number | null; reasons: string[] }

export interface Party extends Words {
  role?: 'actor' | 'recipient';
  code: string;
  sectors: string[];
  entity: Entity;
  reasons: string[];
}

export interface Voice extends Party { cue: string; stance: 'asserts' | 'denies' | 'doubts'; quotation: string }

export interface When extends Words { from: string | null; to: string | null; precision: string | null; reason: string | null }

export interface Where extends Words {
  name: string;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  precision: string | null;
  reason: string | null;
}

export interface Figure extends Words {
  measure: string;
  low: number | null;
  high: number | null;
  qualifier: string | null;
  unit: string;
}

export interface ReportHead { id: string; title: string; published: string | null; source: string; url: string }

export interface Review { state: 'open' | 'added' | 'accepted' | 'corrected' | 'rejected'; by: string; at: string }

export interface Claim {
  claim_id: string;
  report: ReportHead;
  event: string;
  mode: string | null;
  contexts: string[];
  trigger: Words;
  participants: Party[];
  realis: string;
  certainty: string;
  attribution: Voice[];
  time: When | null;
  place: Where | null;
  figures: Figure[];
  evidence: { start: number; end: number; quote: string };
  score: number;
  reasons: { field: string; reason: string }[];
  quad: Quad;
  incident_id: string | null;
  review: Review | null;
}

export interface Info {
  version: string;
  register: string;
  reports: number;
  claims: number;
  incidents: number;
  rejections: number;
  published_from: string | null;
  published_to: string | null;
  bundle: string;
  worldview_note: string;
  events: { name: string; quad: Quad; definition: string }[];
  measures: string[];
  realis: string[];
  certainty: string[];
  sectors: (string | { code: string; definition?: string })[];
  contexts: { name: string; definition: string }[];
}

export interface FacetValue { value: string; label: string; count: number }
export interface Facets { total: number; facets: Record<string, FacetValue[]> }

export interface Bin { from: string; to: string; counts: Counts }
export interface TimeSpan { claim_id: string; event: string; quad: Quad; from: string; to: string; precision: string }
export interface Timeline { bin: 'day' | 'month' | 'year'; items: Bin[]; undated: number; spans: TimeSpan[] }

export interface Place {
  name: string;
  country: string | null;
  latitude: number;
  longitude: number;
  precision: string;
  count: number;
  counts: Counts;
}
export interface Places { items: Place[]; without_place: number; without_point: number; more?: number }

export interface Node { code: string; name: string; count: number }
export interface Edge { source: string; target: string; quad: Quad; count: number; events: Record<string, number> }
export interface Network { nodes: Node[]; edges: Edge[]; more: number; without?: number }

export interface Page<Item> { total?: number; items: Item[]; next: string | null; reason?: string }

export interface ReportAnswer {
  report: ReportHead & { published_why: string; language: string; byline: string };
  text: string;
  parts: { kind: string; start: number; end: number }[];
  claims: Claim[];
}

export interface WhyField { field: string; value: unknown; reasons: string[] }

export interface Told { claim_id: string; low: number | null; high: number | null; qualifier: string | null; text: string }
export interface IncidentFigure {
  measure: string;
  unit: string;
  low: number | null;
  best: number | null;
  high: number | null;
  rule: string;
  told: Told[];
}

export interface Incident {
  incident_id: string;
  event: string;
  modes: string[];
  actors: string[];
  recipients: string[];
  time: { from: string; to: string; precision: string } | null;
  place: { name: string; country: string | null; latitude: number | null; longitude: number | null; precision: string | null } | null;
  figures: IncidentFigure[];
  claims: number;
  claim_ids: string[];
  reports: number;
  sources: number;
  for: string[];
  against: string[];
  denied: number;
  stated: number;
  reasons: string[];
}

export interface Telling { report: ReportHead; claims: Claim[]; copies: { report: ReportHead }[] }
export interface IncidentAnswer extends Incident { tellings: Telling[] }

export interface FigureRow {
  measure: string;
  low: number | null;
  high: number | null;
  qualifier: string | null;
  unit: string;
  text: string;
  claim_id: string;
  event: string;
  time: When | null;
  report: ReportHead;
}

export interface Profile { name: string; title: string; media_type: string; extension: string; note: string }

export interface Queue { items: (Claim & { why_asked?: string | null })[]; total: number; done?: number; reason?: string }

export interface Decision {
  coder: string;
  claim_id: string;
  act: 'accept' | 'reject' | 'correct' | 'undo' | 'merge' | 'split';
  changes?: Record<string, unknown>;
  /** The claims that it is merged with, or split off from. */
  with?: string[];
  why?: string;
}

/** What the server says of a decision: the claim as its coder sees it then, null where it is no more or no one claim is decided. */
export interface Taken { seen?: Claim | null }
