/**
 * The one style sheet. System fonts; contrast of text at least 7:1, of borders and focus at least 3:1
 * (https://www.w3.org/TR/WCAG22/), also in the dark.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #15202b; --quiet: #45525f; --paper: #ffffff; --ground: #eef2f5;
  --line: #6b7885; --accent: #0b4a78; --on-accent: #ffffff; --bad: #8c1515; --bad-ground: #fdf0f0;
  --good: #0c4a2c; --good-ground: #eef8f2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #eef2f5; --quiet: #c2ccd6; --paper: #18212b; --ground: #0d141b;
    --line: #8796a5; --accent: #9fd0f5; --on-accent: #08233a; --bad: #ffb4ab; --bad-ground: #3a1414;
    --good: #a6e3c1; --good-ground: #0e2c1c;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
body { margin: 0; background: var(--ground); color: var(--ink); }
header, main { width: min(42rem, 100% - 2rem); margin-inline: auto; }
header { display: flex; justify-content: space-between; align-items: center; padding-block: 1rem; }
.brand { margin: 0; font-weight: 700; letter-spacing: .02em; }
main { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
  padding: 1.5rem clamp(1rem, 4vw, 2rem) 2rem; margin-bottom: 3rem; }
main:focus { outline: none; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: .15em; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem 1rem; }
label { display: block; font-weight: 600; }
.field { margin: 0 0 1rem; }
.hint, .quiet { color: var(--quiet); font-weight: 400; }
.hint { display: block; margin: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.after { margin: 1.5rem 0 0; }
input[type='text'], input[type='password'] {
  display: block; width: 100%; min-height: 2.75rem; margin-top: .25rem; padding: .4rem .75rem;
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .375rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button, .button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.25rem;
  border-radius: .375rem; border: 2px solid var(--accent); background: var(--paper); color: var(--accent); cursor: pointer; }
button.first, .button.first { background: var(--accent); color: var(--on-accent); }
.button { display: inline-block; text-decoration: none; }
details { margin: 0 0 1rem; }
summary { cursor: pointer; font-weight: 600; padding-block: .35rem; min-height: 1.5rem; }
details > :nth-child(2) { margin-top: .5rem; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
.message { border-left: .3rem solid var(--bad); background: var(--bad-ground); color: var(--bad);
  padding: .75rem 1rem; font-weight: 600; }
.message.good { border-color: var(--good); background: var(--good-ground); color: var(--good); }
fieldset { min-width: 0; border: 1px solid var(--line); border-radius: .375rem; margin: .75rem 0; padding: .75rem 1rem; }
legend { float: left; width: 100%; padding: 0; margin-bottom: .25rem; font-weight: 700; }
legend + * { clear: both; }
.choice { display: flex; gap: .6rem; align-items: flex-start; font-weight: 400; padding-block: .35rem; }
.choice input { flex: none; width: 1.25rem; height: 1.25rem; margin: .15rem 0 0; accent-color: var(--accent); }
.parts { margin-left: 1.85rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); column-gap: 1rem; }
@supports selector(:has(*)) {
  fieldset:not(:has(input[value='part']:checked)) .parts { display: none; }
}
ul.list { list-style: none; margin: 0; padding: 0; }
ul.list > li { border: 1px solid var(--line); border-radius: .375rem; padding: .75rem 1rem; margin-bottom: .75rem; }
ul.list h2 { margin-top: 0; }
ul.list ul { margin: 0 0 1rem; padding-left: 1.25rem; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; justify-content: space-between; align-items: center; }
.row p { margin: 0; }
main > :last-child { margin-bottom: 0; }
dl { margin: 0 0 1rem; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
@media (forced-colors: active) { button.first, .button.first { border-width: 3px; } }
`.trimStart();
