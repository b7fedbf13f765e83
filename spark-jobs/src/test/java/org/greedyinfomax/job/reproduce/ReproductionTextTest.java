package org.greedyinfomax.job.reproduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.greedyinfomax.probe.result.FrameResult;
import org.greedyinfomax.probe.result.Interval;
import org.greedyinfomax.probe.result.ProbeJson;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.result.ProbeResult;
import org.junit.jupiter.api.Test;

final class ReproductionTextTest {

  private static final double NONE = Double.NaN;

  @Test
  void putsTopmostModulesBesideThePaper() {
    assertThat(text(new Comparison(Experiment.STL10, false, List.of()), "class", List.of()))
        .isEqualTo(
            """
            # Greedy InfoMax and what it is compared with: stl10

            Trained on file:/data.

            ## class

            Accuracy in % of 20 tested, after fitting to 80; 10 classes, chance 12.0.

            | method            | module  | linear | 20 neighbours |  paper [1] |
            | ----------------- | ------- | -----: | ------------: | ---------: |
            | untrained         | high    |   35.0 |          30.0 |       27.0 |
            | raw features      |         |   31.0 |             – |          – |
            | supervised        | encoder |   70.0 |          60.0 |       71.4 |
            | greedy supervised | high    |   65.0 |          60.0 |       65.2 |
            | CPC               | encoder |   55.0 |          50.0 | 80.5 ± 3.1 |
            | Greedy InfoMax    | high    |   52.5 |          50.0 | 81.9 ± 0.3 |

            Every module, by the linear classifier:

            | method            | module  | trained | untrained |
            | ----------------- | ------- | ------: | --------: |
            | supervised        | encoder |    70.0 |      35.0 |
            | greedy supervised | low     |    40.0 |      36.0 |
            | greedy supervised | high    |    65.0 |      35.0 |
            | CPC               | encoder |    55.0 |      35.0 |
            | Greedy InfoMax    | low     |    45.0 |      36.0 |
            | Greedy InfoMax    | high    |    52.5 |      35.0 |

            [1] The paper's numbers are recalled from its tables, and have not been read again \
            there: look them up before you rely on them. Here everything is trained once, and all \
            methods are judged by the same linear classifier on mean vectors.
            """);
  }

  @Test
  void saysOfSmallDataThatOnlyTheOrderCanBeCompared() {
    assertThat(text(new Comparison(Experiment.LIBRISPEECH, true, List.of()), "speaker", List.of()))
        .startsWith("# Greedy InfoMax and what it is compared with: librispeech, small\n")
        .contains("| Greedy InfoMax    | high    |   52.5 |          50.0 |      99.4 |")
        .contains("| raw features      |         |   31.0 |             – |      17.6 |")
        .endsWith(
            "rely on them. They are of other data and of larger networks, so that only the order"
                + " of methods can be compared.\n");
  }

  @Test
  void hasATableOfPhonesIfFramesWereLabelled() {
    List<FrameResult> frames =
        List.of(
            new FrameResult(
                "raw", 0.4, NONE, Interval.NONE, Interval.NONE, 1e-4, 1e-4, 0.2, 41, 800, 200),
            new FrameResult(
                "top", 0.6, 0.3, Interval.NONE, Interval.NONE, 1e-4, 1e-4, 0.2, 41, 800, 200));

    assertThat(text(new Comparison(Experiment.LIBRISPEECH, true, List.of()), "speaker", frames))
        .contains(
            """

            ## single frames

            Accuracy in % of 200 tested, after fitting to 800; 41 classes, chance 20.0.

            | method            | module | linear | paper [1] |
            | ----------------- | ------ | -----: | --------: |
            | untrained         | top    |   30.0 |      27.6 |
            | raw features      |        |   40.0 |      39.7 |
            | supervised        | top    |   60.0 |      77.7 |
            | greedy supervised | top    |   60.0 |      73.4 |
            | CPC               | top    |   60.0 |      64.9 |
            | Greedy InfoMax    | top    |   60.0 |      62.5 |
            """);
  }

  @Test
  void comparesPhonesWithWhatLearnedPhones() {
    Comparison study =
        new Comparison(Experiment.LIBRISPEECH, true, List.of("probe.frameLabels=phones.txt"));
    FrameResult raw =
        new FrameResult(
            "raw", 0.4, NONE, Interval.NONE, Interval.NONE, 1e-4, 1e-4, 0.2, 41, 800, 200);
    FrameResult taught =
        new FrameResult(
            "encoder", 0.75, 0.3, Interval.NONE, Interval.NONE, 1e-4, 1e-4, 0.2, 41, 800, 200);

    Reproduction reproduction =
        reproduction(study, "speaker", List.of(raw))
            .with(
                Method.SUPERVISED_PHONES,
                report(study, List.of(taught), result("encoder", "speaker", 0.2, 0.1, 0.1)));

    assertThat(new ReproductionText(reproduction).toString())
        .contains("| supervised        | encoder |   75.0 |      77.7 |")
        .contains("| supervised        | encoder |   70.0 |          60.0 |      98.9 |");
  }

  @Test
  void itsResultsSurviveJsonWithWhatWasNotMeasured() {
    Reproduction reproduction =
        reproduction(new Comparison(Experiment.STL10, true, List.of("seed=3")), "class", List.of());

    String json = new String(ProbeJson.write(reproduction), UTF_8);

    assertThat(json).contains("\"trainedNeighbours\" : null", "\"method\" : \"Greedy InfoMax\"");
    assertThat(ProbeJson.read("it", json, Reproduction.class, Reproduction.VERSION, ""))
        .isEqualTo(reproduction);
  }

  private static String text(Comparison study, String label, List<FrameResult> frames) {
    return new ReproductionText(reproduction(study, label, frames)).toString();
  }

  private static Reproduction reproduction(
      Comparison study, String label, List<FrameResult> frames) {
    return new Reproduction(Reproduction.VERSION, study, "file:/data", List.of())
        .with(
            Method.GREEDY_INFOMAX,
            report(
                study,
                frames,
                new ProbeResult(
                    "raw",
                    label,
                    0.31,
                    NONE,
                    Interval.NONE,
                    Interval.NONE,
                    1e-4,
                    NONE,
                    NONE,
                    NONE,
                    0.12,
                    10,
                    80,
                    20),
                result("low", label, 0.45, 0.36, 0.4),
                result("high", label, 0.525, 0.35, 0.5)))
        .with(Method.CPC, report(study, frames, result("encoder", label, 0.55, 0.35, 0.5)))
        .with(Method.SUPERVISED, report(study, frames, result("encoder", label, 0.7, 0.35, 0.6)))
        .with(
            Method.GREEDY_SUPERVISED,
            report(
                study,
                frames,
                result("low", label, 0.4, 0.36, 0.4),
                result("high", label, 0.65, 0.35, 0.6)));
  }

  private static ProbeResult result(
      String module, String label, double trained, double untrained, double neighbours) {
    return new ProbeResult(
        module,
        label,
        trained,
        untrained,
        Interval.NONE,
        Interval.NONE,
        1e-4,
        1e-4,
        neighbours,
        0.3,
        0.12,
        10,
        80,
        20);
  }

  private static ProbeReport report(
      Comparison study, List<FrameResult> frames, ProbeResult... results) {
    return new ProbeReport(
        2,
        "run",
        3,
        "ab",
        "corpus",
        study.recipe(Method.GREEDY_INFOMAX).probe(),
        List.of(results),
        frames,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
