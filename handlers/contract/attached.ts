import type PizZip from 'pizzip';

const SETTINGS = /^word\/(?:settings\.xml|_rels\/settings\.xml\.rels)$/i;
const ATTACHED = /<Relationship\b[^<>]*\/attachedTemplate["'][^<>]*\/>|<w:attachedTemplate\b[^<>]*\/>/g;

/**
 * Word writes down from which document template a file was begun, and looks there for styles whenever it is opened. All that
 * it took from it is in the file, so nothing is missing without.
 * @see ECMA-376, part 1, 17.15.1.6: attachedTemplate
 */
export function detachTemplate(zip: PizZip) {
  for (const part of zip.file(SETTINGS)) {
    zip.file(part.name, part.asText().replace(ATTACHED, ''));
  }
}
