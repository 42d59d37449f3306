// https://hl7.org/fhir/R4/narrative.html#xhtml
import { describe, expect, test } from '@jest/globals';
import { narrativeProblem } from './narrative.js';

const div = (inner: string, attributes = '') =>
  `<div xmlns="http://www.w3.org/1999/xhtml"${attributes}>${inner}</div>`;

describe('narrative', () => {
  test.each([
    div('text'),
    div('<p class="a" style="color: red">a<br/>b</p>'),
    div('<p style="background-image: url(data: image/png;base64,iVBORw0=)">x</p>'),
    div('<p><a href="ftp://example.org/a">x</a></p>'),
    div('<table border="1"><tr><td colspan="2">x</td></tr></table>'),
    div('<a href="https://example.org" name="x">x</a><a href="#y">y</a><a href="Patient/1">z</a>'),
    div('<img src="data:image/png;base64,AAAA" alt="x"/>'),
    div('&nbsp;&euro; x &amp; &#169;'),
    div('<p style="background-image: url(data: image/png;base64,iVBO+/8=)">x</p>'),
  ])('%s is fine', (xhtml) => {
    expect(narrativeProblem(xhtml)).toBeUndefined();
  });

  test.each([
    [div('<script>x</script>'), 'element <script>'],
    [div('<iframe src="x"/>'), 'element <iframe>'],
    [div('<object data="x"/>'), 'element <object>'],
    [div('<form>x</form>'), 'element <form>'],
    [div('<input value="x"/>'), 'element <input>'],
    [div('<svg/>'), 'element <svg>'],
    [div('x', ' onclick="x"'), 'attribute "onclick"'],
    [div('<b OnMouseOver="x">x</b>'), 'attribute "onmouseover"'],
    [div('<a href="javascript:x">x</a>'), 'scheme'],
    [div('<a href=" JavaScript:x">x</a>'), 'scheme'],
    [div('<a href="data:text/html,x">x</a>'), 'scheme'],
    [div('<a href="vbscript:x">x</a>'), 'scheme'],
    [div('<p style="background: url(http://x)">x</p>'), 'style'],
    [div('<p style="background: url(data:image/png;base64,AA==) url(http://x)">x</p>'), 'style'],
    [div('<p style="width: expression(x)">x</p>'), 'style'],
    [div('<p style="a: url(data: text/html;base64,AA)">x</p>'), 'style'],
    [div('<p style="a: url(data:image/png;base64,AA) url(//x)">x</p>'), 'style'],
    [div('&unknown;'), 'well-formed'],
    [div('<p>x'), 'well-formed'],
    ['<div>x</div>', 'outside the namespace'],
    ['<p xmlns="http://www.w3.org/1999/xhtml">x</p>', 'not a <div>'],
    [div(''), 'no content'],
    [div(' \n <br/>'), 'no content'],
    ['text', 'well-formed'],
    [`<!DOCTYPE x>${div('x')}`, 'document type'],
    [`<?php x ?>${div('x')}`, 'processing instruction'],
    [div('<b>'.repeat(200) + 'x' + '</b>'.repeat(200)), 'deeper'],
  ])('%s is refused', (xhtml, problem) => {
    expect(narrativeProblem(xhtml)).toContain(problem);
  });
});
