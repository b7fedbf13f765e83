package org.greedyinfomax.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.config.ValidationSettings;
import org.greedyinfomax.model.TrainableModule;

/**
 * The losses of modules on held-out rows after a round; a line of {@code validation.jsonl}.
 *
 * @param round that all modules had finished, counted from 1
 * @param modules those that have begun to learn, lowest first
 */
public record ValidatedRound(int round, List<Module> modules) {

  public ValidatedRound {
    modules = List.copyOf(modules);
  }

  /**
   * A module's means over the held-out rows, and whether its loss still falls.
   *
   * @param name of the module
   * @param loss in nats
   * @param information {@code log(n + 1) − loss} in nats
   * @param accuracy of telling positives from negatives, in [0, 1]
   * @param spread of its vectors, in [0, 1]
   * @param best loss of the last measurement that was an improvement, in nats
   * @param since measurements since then, of which none was
   * @param stoppedAfter round after which it learns no more; 0 if it still does
   */
  public record Module(
      String name,
      double loss,
      double information,
      double accuracy,
      double spread,
      double best,
      int since,
      int stoppedAfter) {

    /** Whether it learns no more after some round that may lie ahead. */
    public boolean hasStopped() {
      return stoppedAfter > 0;
    }
  }

  /**
   * The line after another one. A module that has stopped stays so.
   *
   * @param before none for the first
   * @param names of the modules
   * @param found what was measured of each
   * @param ceilings of each, the loss of a module that has learned nothing
   */
  public static ValidatedRound after(
      Optional<ValidatedRound> before,
      int round,
      List<String> names,
      List<TrainableModule.Step> found,
      List<Double> ceilings,
      ValidationSettings settings) {
    List<Module> modules = new ArrayList<>();
    for (int m = 0; m < names.size(); m++) {
      String name = names.get(m);
      double loss = found.get(m).loss();
      Optional<Module> last = before.flatMap(line -> line.module(name));
      int stoppedAfter = last.map(Module::stoppedAfter).orElse(0);
      Patience patience =
          last.map(known -> new Patience(known.best, known.since)).orElse(Patience.first(loss));
      if (stoppedAfter == 0 && last.isPresent()) {
        patience = patience.next(loss, settings.minImprovement());
        stoppedAfter = patience.isOver(settings.patience()) ? round + settings.interval() : 0;
      }
      modules.add(
          new Module(
              name,
              loss,
              ceilings.get(m) - loss,
              found.get(m).accuracy(),
              found.get(m).spread(),
              patience.best(),
              patience.since(),
              stoppedAfter));
    }
    return new ValidatedRound(round, modules);
  }

  private Optional<Module> module(String name) {
    return modules.stream().filter(module -> module.name.equals(name)).findFirst();
  }
}
