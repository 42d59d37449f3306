/** How apps may look inside the EHR: https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#styling */
import { Router } from 'express';

export const STYLE_PATH = '/smart-style.json';

/** The colours of our screens. */
const STYLE = {
  color_background: '#eef2f5',
  color_error: '#8c1515',
  color_highlight: '#0b4a78',
  color_modal_backdrop: '',
  color_success: '#0c4a2c',
  color_text: '#15202b',
  dim_border_radius: '6px',
  dim_font_size: '16px',
  dim_spacing_size: '16px',
  font_family_body: "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  font_family_heading: "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
};

export function styleRouter(): Router {
  const router = Router();
  router.get(STYLE_PATH, (_request, response) => {
    response
      .set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=3600' })
      .json(STYLE);
  });
  return router;
}
