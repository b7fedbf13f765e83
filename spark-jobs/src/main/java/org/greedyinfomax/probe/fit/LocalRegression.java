package org.greedyinfomax.probe.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.greedyinfomax.config.ProbeSettings;

/** Multinomial logistic regression on vectors that are all in memory. */
public final class LocalRegression {

  /** Nats by which the loss of a classifier may lie above its minimum. */
  private static final double TOLERANCE = 1e-7;

  private final FittingTable table;
  private final int maxIterations;
  private final PenaltyPath path;
  private final Map<Double, PenaltyPath.Step> steps = new ConcurrentHashMap<>(); // by penalty

  /**
   * Prepares to fit.
   *
   * @param maxIterations of every fit, at least 1
   */
  public LocalRegression(FittingTable table, int maxIterations) {
    this.table = table;
    this.maxIterations = maxIterations;
    path = new PenaltyPath(table, maxIterations);
  }

  /**
   * A penalty.
   *
   * @param regParam its weight
   * @param notes what is to be said of how it was chosen
   */
  public record Choice(double regParam, List<FitNote> notes) {

    public Choice {
      notes = List.copyOf(notes);
    }
  }

  /**
   * A classifier of all rows.
   *
   * @param isConverged whether its loss is at the minimum
   */
  public record Fitted(LinearModel model, boolean isConverged) {

    /** What is to be said of it. */
    public List<FitNote> notes(int maxIterations) {
      return isConverged ? List.of() : List.of(notConverged(maxIterations));
    }
  }

  /** What is to be said of a fit that did not reach the minimum. */
  public static FitNote notConverged(int maxIterations) {
    return new FitNote.NotConverged(1, 1, true, maxIterations);
  }

  /** The penalty that settings name, or the best. */
  public Choice penalty(ProbeSettings settings) {
    return settings.choosesRegParam() ? bestPenalty() : new Choice(settings.regParam(), List.of());
  }

  /**
   * The penalty with which most rows are classified correctly by what is fitted to the other folds;
   * of several the largest. {@link Penalties#DEFAULT} if all rows are of one fold.
   */
  public Choice bestPenalty() {
    List<Integer> filled =
        IntStream.range(0, Penalties.FOLDS).filter(f -> !table.of(f).isEmpty()).boxed().toList();
    if (filled.size() < 2) {
      return Penalties.notChosen();
    }
    List<Judged> judged = judge(filled);
    int best = 0;
    long most = -1;
    for (int p = 0; p < Penalties.GRID.size(); p++) {
      int penalty = p;
      long sum = judged.stream().mapToLong(fold -> fold.right.get(penalty)).sum();
      if (sum > most) {
        best = p;
        most = sum;
      }
    }
    int unfinished = judged.stream().mapToInt(Judged::unfinished).sum();
    int fits = judged.size() * Penalties.GRID.size();
    return new Choice(
        Penalties.GRID.get(best),
        unfinished == 0
            ? List.of()
            : List.of(new FitNote.NotConverged(unfinished, fits, false, maxIterations)));
  }

  /**
   * What fits to the other folds have come to on one.
   *
   * @param parameters of the last fit
   * @param right rows that are classified correctly, for each penalty so far
   * @param unfinished fits that did not converge
   */
  @SuppressWarnings("ArrayRecordComponent") // a parcel: compared by nobody
  private record Judged(double[] parameters, List<Long> right, int unfinished) {

    Judged {
      right = List.copyOf(right);
    }
  }

  /**
   * For each penalty, from the largest down, fits to all rows, and to those outside each fold as
   * soon as that is done and their own last fit: all cores have something to do.
   */
  private List<Judged> judge(List<Integer> folds) {
    List<CompletableFuture<Judged>> judged =
        folds.stream()
            .map(
                fold ->
                    CompletableFuture.completedFuture(new Judged(path.untrained(), List.of(), 0)))
            .toList();
    CompletableFuture<Optional<PenaltyPath.Step>> last =
        CompletableFuture.completedFuture(Optional.empty());
    for (double penalty : Penalties.GRID) {
      last = last.thenApplyAsync(before -> Optional.of(step(before, penalty)));
      List<CompletableFuture<Judged>> further = new ArrayList<>();
      for (int f = 0; f < folds.size(); f++) {
        int fold = folds.get(f);
        further.add(
            judged
                .get(f)
                .thenCombineAsync(
                    last, (before, toAll) -> judge(fold, before, toAll.orElseThrow(), penalty)));
      }
      judged = further;
    }
    try {
      return judged.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private Judged judge(int fold, Judged before, PenaltyPath.Step toAll, double penalty) {
    Lbfgs.Minimum found =
        path.fit(
            path.loss(table.without(fold), penalty),
            toAll,
            toAll.moved(before.parameters),
            PenaltyPath.TOLERANCE);
    List<Long> right = new ArrayList<>(before.right);
    right.add(path.loss(table.of(fold), penalty).right(found.parameters()));
    return new Judged(found.parameters(), right, before.unfinished + (found.isConverged() ? 0 : 1));
  }

  /** A step of the path, which is taken once. */
  private PenaltyPath.Step step(Optional<PenaltyPath.Step> before, double penalty) {
    PenaltyPath.Step known = steps.get(penalty);
    if (known != null) {
      return known;
    }
    PenaltyPath.Step taken =
        before.map(last -> path.next(last, penalty)).orElseGet(() -> path.first(penalty));
    steps.put(penalty, taken);
    return taken;
  }

  /** The classifier of all rows, by way of the larger penalties, as of the folds. */
  public Fitted fit(double penalty) {
    Optional<PenaltyPath.Step> last = Optional.empty();
    for (double larger : Penalties.GRID) {
      if (larger > penalty) {
        last = Optional.of(step(last, larger));
      }
    }
    PenaltyPath.Step near = step(last, penalty);
    Lbfgs.Minimum found =
        path.fit(path.loss(table.all(), penalty), near, near.reached().parameters(), TOLERANCE);
    return new Fitted(new LinearModel(table.classes(), found.parameters()), found.isConverged());
  }
}
