package org.greedyinfomax.job.reproduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.greedyinfomax.probe.labels.LabelCurve;
import org.greedyinfomax.probe.labels.LabelPoint;
import org.greedyinfomax.probe.result.FrameResult;
import org.greedyinfomax.probe.result.Interval;
import org.greedyinfomax.probe.result.ProbeJson;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.result.ProbeResult;
import org.greedyinfomax.probe.supervised.SupervisedResult;
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
  void hasATableOfFewLabelsIfTheseWereAskedFor() {
    Comparison study =
        new Comparison(Experiment.STL10, false, List.of("probe.perClass=[1, 10, all]"));
    ProbeReport taught = report(study, List.of(), result("encoder", "class", 0.7, 0.35, 0.6));

    Reproduction reproduction =
        reproduction(study, "class", List.of())
            .with(
                Method.GREEDY_INFOMAX,
                with(
                    report(study, List.of(), result("low", "class", 0.45, 0.36, 0.4)),
                    List.of(
                        curve("raw", List.of(0.1, 0.2, 0.31), List.of()),
                        curve("low", List.of(0.2, 0.4, 0.45), List.of(0.1, 0.2, 0.36))),
                    List.of()))
            .with(
                Method.CPC,
                with(
                    report(study, List.of(), result("encoder", "class", 0.55, 0.35, 0.5)),
                    List.of(curve("encoder", List.of(0.2, 0.5, 0.55), List.of(0.1, 0.2, 0.35))),
                    List.of()))
            .with(Method.SUPERVISED, with(taught, List.of(), List.of(supervised(-1, 0.68))))
            .with(new Reproduction.FewLabelsResult(10, "cd", supervised(10, 0.3)));

    assertThat(new ReproductionText(reproduction).toString())
        .contains(
            """

            ## class, by labels of each class

            Accuracy in % of those tested: of linear classifiers that are fitted to so many labels, \
            the mean of 5 draws and, in parentheses, the lowest and the highest; of supervised \
            learning, from scratch and end to end on the labels of the first draw, in as many steps \
            as from all.

            | method         | module  |                1 |               10 |  all |
            | -------------- | ------- | ---------------: | ---------------: | ---: |
            | untrained      | low     | 11.0 (10.0–12.0) | 21.0 (20.0–22.0) | 36.0 |
            | raw features   |         | 11.0 (10.0–12.0) | 21.0 (20.0–22.0) | 31.0 |
            | supervised     | encoder |                – |             30.0 | 68.0 |
            | CPC            | encoder | 21.0 (20.0–22.0) | 51.0 (50.0–52.0) | 55.0 |
            | Greedy InfoMax | low     | 21.0 (20.0–22.0) | 41.0 (40.0–42.0) | 45.0 |
            """);
    String json = new String(ProbeJson.write(reproduction), UTF_8);
    assertThat(ProbeJson.read("it", json, Reproduction.class, Reproduction.VERSION, ""))
        .isEqualTo(reproduction);
  }

  private static LabelCurve curve(String module, List<Double> trained, List<Double> untrained) {
    return new LabelCurve("class", module, points(trained), points(untrained));
  }

  private static List<LabelPoint> points(List<Double> shares) {
    return shares.isEmpty()
        ? List.of()
        : List.of(
            new LabelPoint(1, 10, List.of(shares.get(0), shares.get(0) + 0.02)),
            new LabelPoint(10, 100, List.of(shares.get(1), shares.get(1) + 0.02)),
            new LabelPoint(-1, 800, List.of(shares.get(2))));
  }

  private static SupervisedResult supervised(int perClass, double accuracy) {
    return new SupervisedResult(
        "run", "class", "encoder", 1, perClass, 10L * perClass, false, accuracy, 20);
  }

  private static ProbeReport with(
      ProbeReport report, List<LabelCurve> curves, List<SupervisedResult> supervised) {
    return new ProbeReport(
        report.version(),
        report.run(),
        report.rounds(),
        report.stateHash(),
        report.corpus(),
        report.settings(),
        report.results(),
        report.frames(),
        report.nuisances(),
        curves,
        supervised,
        report.notes());
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
    return new Reproduction(Reproduction.VERSION, study, "file:/data", List.of(), List.of())
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
