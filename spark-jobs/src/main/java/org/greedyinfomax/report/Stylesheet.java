package org.greedyinfomax.report;

/** How the page looks, in light and in dark, wide and narrow. */
final class Stylesheet {

  /** CSS, safe to stand in an XML document as it is. */
  static final String TEXT =
      """
      :root {
        --paper: #fff; --ink: #1b1f24; --faint: #5a626c; --rule: #d5dae0; --shade: #f4f6f8;
        --alarm: #9a3200; --alarm-shade: #fff1e8; --trained: #0072b2; --untrained: #9aa4af;
        --c0: #0072b2; --c1: #d55e00; --c2: #00805e; --c3: #b5508c; --c4: #9a7400; --c5: #4b4fa8;
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --paper: #14171b; --ink: #e8ebee; --faint: #a3acb6; --rule: #363d45; --shade: #1e2329;
          --alarm: #ffb482; --alarm-shade: #3a2213; --trained: #56b4e9; --untrained: #6c7680;
          --c0: #56b4e9; --c1: #ff8c42; --c2: #2ec79b; --c3: #e79ac3; --c4: #f0d24a; --c5: #a9acff;
        }
      }
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
      #probes [colspan] { border-left: 1px solid var(--rule); }
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
      figure { margin: 0 0 1.5rem; }
      figcaption { color: var(--faint); font-size: .9rem; }
      svg { display: block; width: 100%; height: auto; }
      svg text { font-size: 15px; fill: var(--ink); }
      svg .tick { fill: var(--faint); }
      svg .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 5px; }
      svg .name { fill: var(--faint); }
      svg .middle { text-anchor: middle; }
      svg .end { text-anchor: end; }
      .grid { stroke: var(--rule); }
      .axis { stroke: var(--faint); fill: none; }
      .ceiling { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 7 5; }
      .curve polyline {
        fill: none; stroke: var(--c); stroke-width: 2.5; stroke-linejoin: round;
      }
      .curve circle { fill: var(--c); }
      .leader { fill: none; stroke: var(--c); stroke-width: 1; }
      .waiting { stroke: var(--faint); stroke-width: 1.5; }
      .running { fill: var(--c0); }
      .averaging { fill: var(--c1); }
      .committing { fill: var(--c2); }
      .c0 { --c: var(--c0); }
      .c1 { --c: var(--c1); }
      .c2 { --c: var(--c2); }
      .c3 { --c: var(--c3); }
      .c4 { --c: var(--c4); }
      .c5 { --c: var(--c5); }
      pre {
        background: var(--shade); padding: .8rem 1rem; overflow-x: auto; font-size: .85rem;
        border-radius: 4px;
      }
      @media (max-width: 34rem) {
        svg text { font-size: 21px; }
        th, td { padding: .35rem .25rem; }
        table { font-size: .85rem; }
        .bar { min-width: 2.6rem; }
        thead th { font-size: .76rem; }
        small { font-size: .7rem; }
      }
      @media print { main { max-width: none; } .wide, pre { overflow: visible; } }
      """;

  private Stylesheet() {}
}
