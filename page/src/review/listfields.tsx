/** The lists of a claim in the form of corrections: voices, figures, contexts. */

import type { Info } from '../lib/types';
import { ChoiceCell, TextCell } from './cell';
import { briefFigure, newFigure, QUALIFIERS, rowWords, type FigureRow } from './figures';
import { toggled } from './lists';
import { Brief, RowList } from './rowlist';
import type { Wrongs } from './rows';
import { briefVoice, newVoice, QUOTATIONS, STANCES, type VoiceRow } from './voices';

interface ListProps<Row> { rows: readonly Row[]; set: (rows: Row[]) => void; editing: boolean; wrongs: Wrongs }

/** Words that are selected in the report go to a field with `data-words`: the row's own, or the cue's. */
const WORDS = { placeholder: 'words of the report', maxLength: 1000, 'data-words': 'own' };
const CUE = { placeholder: 'said, according to', 'data-words': 'cue' };

export function VoiceFields({ rows, set, editing, wrongs }: ListProps<VoiceRow>) {
  return (
    <RowList title="According to" one="Voice" list="voices" rows={rows} set={set} editing={editing} fresh={() => newVoice(rows)} ordered none="the report itself" brief={briefVoice} hint="the outermost voice first">
      {(row, index, change) => {
        const at = { list: 'attribution', index, wrongs };
        return (
          <>
            <TextCell at={at} field="text" label="Speaker" wide value={row.text} set={(text) => change({ text })} {...WORDS} />
            <TextCell at={at} field="code" label="Code" value={row.code} set={(code) => change({ code })} placeholder="CODE" />
            <TextCell at={at} field="sectors" label="Sectors" value={row.sectors} set={(sectors) => change({ sectors })} placeholder="SECTOR SECTOR" />
            <TextCell at={at} field="cue" label="Cue" wide value={row.cue} set={(cue) => change({ cue })} {...CUE} />
            <ChoiceCell at={at} field="stance" label="Stance" value={row.stance} set={(stance) => change({ stance })} options={STANCES} />
            <ChoiceCell at={at} field="quotation" label="Quotation" value={row.quotation} set={(quotation) => change({ quotation })} options={QUOTATIONS} />
          </>
        );
      }}
    </RowList>
  );
}

export function FigureFields({ rows, set, editing, wrongs, measures }: ListProps<FigureRow> & { measures: readonly string[] }) {
  const number = { inputMode: 'decimal', dir: 'ltr' };
  return (
    <RowList title="Figures" one="Figure" list="figures" rows={rows} set={set} editing={editing} fresh={() => newFigure(rows, measures)} none="none told" brief={briefFigure} say={rowWords} hint="low and high alike: exactly so many">
      {(row, index, change) => {
        const at = { list: 'figures', index, wrongs };
        return (
          <>
            <ChoiceCell at={at} field="measure" label="Measure" value={row.measure} set={(measure) => change({ measure })} options={measures} />
            <TextCell at={at} field="unit" label="Unit" value={row.unit} set={(unit) => change({ unit })} placeholder="people, USD" />
            <TextCell at={at} field="low" label="Low" value={row.low} set={(low) => change({ low })} {...number} placeholder="at least" />
            <TextCell at={at} field="high" label="High" value={row.high} set={(high) => change({ high })} {...number} placeholder="at most" />
            <TextCell at={at} field="qualifier" label="Qualifier" value={row.qualifier} set={(qualifier) => change({ qualifier })} list="qualifiers" />
            <TextCell at={at} field="text" label="Words" value={row.text} set={(text) => change({ text })} {...WORDS} />
          </>
        );
      }}
    </RowList>
  );
}

export const Qualifiers = () => <datalist id="qualifiers">{QUALIFIERS.map((one) => <option key={one} value={one} />)}</datalist>;

interface ContextsProps { chosen: readonly string[]; set: (chosen: string[]) => void; known: Info['contexts']; editing: boolean }

/** Nearly forty contexts: folded away until wanted, with those of the claim told in the line that unfolds them. */
export function ContextFields({ chosen, set, known, editing }: ContextsProps) {
  const told = chosen.map(named).join(', ');
  if (!editing) return <Brief title="Contexts" none="none" lines={told ? [told] : []} />;
  const all = [...new Set([...chosen, ...known.map((one) => one.name)])].sort();
  const definition = new Map(known.map((one) => [one.name, one.definition]));
  return (
    <fieldset class="rows">
      <legend>Contexts</legend>
      <details>
        <summary>{told || 'none'}</summary>
        <div class="checks">
          {all.map((one) => (
            <label key={one} title={definition.get(one)}><input type="checkbox" name="context" value={one} checked={chosen.includes(one)} onChange={() => set(toggled(chosen, one))} /> {named(one)}</label>
          ))}
        </div>
      </details>
    </fieldset>
  );
}

const named = (context: string): string => context.replace(/_/gu, ' ');
