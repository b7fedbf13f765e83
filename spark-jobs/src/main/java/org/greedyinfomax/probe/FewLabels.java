package org.greedyinfomax.probe;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.LabelsPerClass;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.fit.FittingTable;
import org.greedyinfomax.probe.fit.LabelledRows;
import org.greedyinfomax.probe.fit.LinearModel;
import org.greedyinfomax.probe.fit.LocalRegression;
import org.greedyinfomax.probe.fit.Penalties;
import org.greedyinfomax.probe.labels.FittingRows;
import org.greedyinfomax.probe.labels.LabelCurve;
import org.greedyinfomax.probe.labels.LabelPoint;
import org.greedyinfomax.probe.labels.RowSpace;
import org.greedyinfomax.probe.table.Examples;

/**
 * Fits linear classifiers to a few labels of each class, drawn several times, and judges each on
 * all test recordings. All modules have the same draws.
 *
 * <p>Vectors are standardized by all rows to fit to, which takes no label. The penalty is chosen as
 * for all labels, by folds within the drawn rows of each class: two folds of two labels a class,
 * three of three, five of five or more. Of one label a class nothing can be held out: then it is
 * {@link #OF_ONE_LABEL}.
 */
final class FewLabels {

  /** The penalty where there is one label of each class. */
  static final double OF_ONE_LABEL = 1e-1;

  private final ProbeSettings settings;
  private final long seed;
  private final List<LabelCurve> curves = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>(); // of points that are computed at once

  /** Prepares to fit as settings say, if they ask for few labels. */
  FewLabels(ProbeSettings settings, long seed) {
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * The points of one encoder.
   *
   * @param label what notes call it
   * @param all share of test recordings that a classifier of all labels classifies correctly
   */
  List<LabelPoint> points(String label, Examples examples, double all) {
    if (settings.perClass().isEmpty()) {
      return List.of();
    }
    FittingRows fitting = examples.fitting();
    List<Integer> sizes = sizes(label, fitting);
    List<double[]> shares =
        sizes.isEmpty()
            ? List.of()
            : IntStream.range(0, settings.draws())
                .parallel()
                .mapToObj(draw -> shares(examples, fitting, sizes, draw))
                .toList();
    List<LabelPoint> points = new ArrayList<>();
    for (int s = 0; s < sizes.size(); s++) {
      int size = s;
      points.add(
          new LabelPoint(
              sizes.get(s),
              fitting.rows(sizes.get(s)),
              shares.stream().map(ofDraw -> ofDraw[size]).toList()));
    }
    if (settings.perClass().contains(LabelsPerClass.ALL)) {
      points.add(new LabelPoint(LabelsPerClass.ALL, examples.trainRecordings(), List.of(all)));
    }
    return points;
  }

  /** Keeps the curve of a module, if it has points. */
  void add(String label, String module, List<LabelPoint> trained, List<LabelPoint> untrained) {
    if (!trained.isEmpty()) {
      curves.add(new LabelCurve(label, module, trained, untrained));
    }
  }

  /** All that were kept. */
  List<LabelCurve> curves() {
    return List.copyOf(curves);
  }

  /** What is to be said of them, a sentence each. */
  synchronized List<String> notes() {
    return List.copyOf(notes);
  }

  /** The numbers of labels a class that at least one class has. */
  private List<Integer> sizes(String label, FittingRows fitting) {
    List<Integer> sizes = new ArrayList<>();
    for (int perClass : settings.perClass()) {
      if (perClass == LabelsPerClass.ALL) {
        continue;
      }
      long fewer = fitting.classesWithFewer(perClass);
      if (fitting.most() < perClass) {
        note(
            "%s: no value has %d rows to fit to, so that classifiers of so many labels are left"
                + " out; the most frequent has %d",
            label, perClass, fitting.most());
        continue;
      }
      if (fewer > 0) {
        note(
            "%s: %d of the values have fewer than %d rows to fit to, all of which are taken where so"
                + " many are drawn",
            label, fewer, perClass);
      }
      sizes.add(perClass);
    }
    return sizes;
  }

  @FormatMethod
  private synchronized void note(@FormatString String text, Object... values) {
    notes.add(Text.format(text, values));
  }

  /** For each size the share that a classifier of the draw's labels classifies correctly. */
  private double[] shares(Examples examples, FittingRows fitting, List<Integer> sizes, int draw) {
    FittingRows.Drawn drawn = fitting.draw(seed, draw, sizes.get(sizes.size() - 1));
    int[] classes = IntStream.of(drawn.rows()).map(fitting.classes()::get).toArray();
    double[][] vectors = examples.vectors(drawn.rows());
    return sizes.stream()
        .mapToDouble(
            size -> {
              int[] taken =
                  IntStream.range(0, classes.length).filter(i -> drawn.ranks()[i] < size).toArray();
              int folds = Math.min(size, Penalties.FOLDS);
              LinearModel model =
                  fit(
                      IntStream.of(taken).map(i -> classes[i]).toArray(),
                      IntStream.of(taken).map(i -> drawn.ranks()[i] % folds).toArray(),
                      Arrays.stream(taken).mapToObj(i -> vectors[i]).toArray(double[][]::new));
              return examples.shareOfTest(examples.right(model));
            })
        .toArray();
  }

  private LinearModel fit(int[] classes, int[] folds, double[][] vectors) {
    if (vectors.length >= vectors[0].length) {
      return regressed(classes, folds, vectors);
    }
    RowSpace space = new RowSpace(vectors);
    if (space.dimensions() == 0) {
      return regressed(classes, folds, vectors);
    }
    double[][] coordinates =
        Arrays.stream(vectors).map(space::coordinates).toArray(double[][]::new);
    return regressed(classes, folds, coordinates).in(space);
  }

  private LinearModel regressed(int[] classes, int[] folds, double[][] vectors) {
    LocalRegression regression =
        new LocalRegression(
            new FittingTable(List.of(LabelledRows.of(classes, folds, vectors))),
            settings.maxIterations());
    boolean canChoose = IntStream.of(folds).distinct().count() > 1;
    double penalty =
        settings.choosesRegParam() && !canChoose
            ? OF_ONE_LABEL
            : regression.penalty(settings).regParam();
    return regression.fit(penalty).model();
  }
}
