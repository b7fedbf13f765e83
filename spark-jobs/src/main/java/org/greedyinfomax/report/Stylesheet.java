package org.greedyinfomax.report;

import org.greedyinfomax.Text;
import org.greedyinfomax.report.drawing.Palette;
import org.greedyinfomax.report.drawing.PictureStyle;

/** How the page looks, in light and in dark, wide and narrow. */
final class Stylesheet {

  private static final String PAGE =
      """
      * { box-sizing: border-box; }
      body {
        margin: 0; background: var(--paper); color: var(--ink);
        font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
      }
      main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
      h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
      h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
      small { color: var(--faint); font-weight: 400; font-size: .8rem; display: block; }
      .warnings { background: var(--alarm-shade); border-left: 4px solid var(--alarm); }
      .warnings ul { list-style: none; margin: 0; padding: .6rem 1rem; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--rule); }
      th, td { vertical-align: top; }
      thead th { font-size: .9rem; vertical-align: bottom; }
      tbody th { font-weight: 600; }
      .number { text-align: right; white-space: nowrap; }
      thead .number { white-space: normal; }
      .wide { overflow-x: auto; }
      #facts th { width: 30%; color: var(--faint); font-weight: 400; padding-left: 0; }
      #facts td { overflow-wrap: anywhere; }
      #modules strong { color: var(--alarm); display: block; }
      .collapsed { background: var(--alarm-shade); }
      #probes [colspan], #nuisances [colspan] { border-left: 1px solid var(--rule); }
      .trained { border-left: 1px solid var(--rule); }
      .untrained { color: var(--faint); }
      .best { font-weight: 700; }
      .bar {
        display: block; position: relative; height: 8px; min-width: 4rem; margin: .25rem 0 .15rem;
        background: var(--shade);
      }
      .fill { display: block; height: 100%; background: var(--trained); }
      .untrained .fill { background: var(--untrained); }
      .chance {
        position: absolute; top: -3px; bottom: -3px; width: 2px; background: var(--ink);
      }
      .opening p { font-size: 1.15rem; line-height: 1.5; margin: 0 0 1rem; }
      .panels { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; }
      .panels svg { flex: 1 1 19rem; width: 19rem; max-width: 36rem; }
      #next { white-space: pre-wrap; }
      @media (min-width: 44rem) { .many svg { max-width: 24.2rem; } }
      figure { margin: 0 0 1.5rem; }
      .wide + figure, .wide + p { margin-top: 1.75rem; }
      figcaption { color: var(--faint); font-size: .9rem; }
      svg { display: block; width: 100%; height: auto; }
      pre {
        background: var(--shade); padding: .8rem 1rem; overflow-x: auto; font-size: .85rem;
        border-radius: 4px;
      }
      @media (max-width: 34rem) {
        text { font-size: 21px; }
        .panels text { font-size: 15px; }
        .panels .small { font-size: 13px; }
        th, td { padding: .35rem .25rem; }
        table { font-size: .85rem; }
        .bar { min-width: 2.6rem; }
        thead th { font-size: .76rem; }
        small { font-size: .7rem; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      }
      @media print { main { max-width: none; } .wide, pre { overflow: visible; } }
      """;

  private Stylesheet() {}

  /** CSS, safe to stand in an XML document as it is. */
  static String text() {
    return Text.format(
        """
        :root { %s }
        @media (prefers-color-scheme: dark) { :root { %s } }
        %s%s""",
        Palette.light(), Palette.dark(), PictureStyle.TEXT, PAGE);
  }
}
