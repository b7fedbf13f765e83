package org.greedyinfomax.run;

import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Condition;

/** The conditions of a recipe in Spark SQL, such as {@code corpus.where}, by their keys. */
public final class Conditions {

  /** Which rows are trained on. */
  public static final String CORPUS = "corpus.where";

  /** Which rows are held out. */
  public static final String VALIDATION = "validation.where";

  /** Which rows are tested. */
  public static final String PROBE = "probe.testWhere";

  private Conditions() {}

  /**
   * Checks all of them, before anything is done by the recipe: it may come from somebody else.
   *
   * @return the recipe
   * @throws IllegalArgumentException if one is no condition, or has something in it that is not
   *     allowed
   */
  public static Recipe checked(Recipe recipe) {
    check(CORPUS, recipe.corpus().where());
    check(VALIDATION, recipe.validation().where());
    check(PROBE, recipe.probe().testWhere());
    return recipe;
  }

  private static void check(String key, String text) {
    if (!text.isEmpty()) {
      Condition.of(key, text);
    }
  }
}
