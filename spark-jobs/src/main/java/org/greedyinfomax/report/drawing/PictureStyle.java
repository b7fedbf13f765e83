package org.greedyinfomax.report.drawing;

/**
 * How drawings look, on pages and on their own. Only rules for a class or an element, and no
 * element that a class is to differ from: programs that draw SVG elsewhere than in browsers know
 * few others, and some let elements win.
 */
public final class PictureStyle {

  /** CSS with variables of the {@link Palette}. */
  public static final String TEXT =
      """
      svg { font-size: 15px; fill: var(--ink); }
      .tick { fill: var(--faint); }
      .name { fill: var(--faint); }
      .heading { font-weight: 600; }
      .middle { text-anchor: middle; }
      .end { text-anchor: end; }
      .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 5px; }
      .grid { stroke: var(--rule); }
      .axis { stroke: var(--faint); fill: none; }
      .frame { stroke: var(--rule); fill: none; }
      .ceiling { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 7 5; }
      .control { stroke: currentColor; stroke-width: 1.5; stroke-dasharray: 2 4; fill: none; }
      .line { fill: none; stroke: currentColor; stroke-width: 2.5; stroke-linejoin: round; }
      .baseline { stroke-dasharray: 9 4; }
      .band { fill: currentColor; fill-opacity: .13; stroke: none; }
      .dot { fill: currentColor; }
      .leader { fill: none; stroke: currentColor; stroke-width: 1; }
      .discs { fill: none; stroke: currentColor; stroke-width: 6; stroke-linecap: round; }
      .boxes { fill: none; stroke: currentColor; stroke-width: 5; stroke-linecap: square; }
      .marks { stroke-opacity: .75; }
      .level { fill: var(--c0); }
      .waiting { stroke: var(--faint); stroke-width: 1.5; }
      .running { fill: var(--c0); }
      .averaging { fill: var(--c1); }
      .committing { fill: var(--c2); }
      .trend { fill: none; stroke: currentColor; stroke-width: 2.5; stroke-linejoin: round; }
      .error { fill: none; stroke: currentColor; stroke-width: 1.5; }
      .hollow { fill: var(--paper); stroke: currentColor; stroke-width: 2; }
      .band { fill: currentColor; fill-opacity: .13; stroke: none; }
      .level-line { fill: none; stroke: currentColor; stroke-width: 2; stroke-dasharray: 7 4; }
      .chance-line { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-dasharray: 2 3; }
      .value { font-weight: 600; fill: currentColor; }
      .small { font-size: 13px; }
      .trained-line { color: var(--trained); }
      .untrained-line { color: var(--untrained); }
      .raw-level { color: var(--c1); }
      .chance-level { color: var(--faint); }
      .c0 { color: var(--c0); }
      .c1 { color: var(--c1); }
      .c2 { color: var(--c2); }
      .c3 { color: var(--c3); }
      .c4 { color: var(--c4); }
      .c5 { color: var(--c5); }
      .of-raw { color: var(--ink); }
      .of-untrained { color: var(--untrained); }
      .of-supervised { color: var(--alarm); }
      .of-fine-tuned { color: var(--c5); }
      """;

  private PictureStyle() {}
}
