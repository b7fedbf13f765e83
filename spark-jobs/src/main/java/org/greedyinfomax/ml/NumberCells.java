package org.greedyinfomax.ml;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Row;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.ingest.table.Cells;
import org.greedyinfomax.ingest.table.FileCells;
import org.greedyinfomax.ingest.table.ImageCells;

/**
 * Finds what a value in SQL holds by the value's own type, because a function does not know the
 * column.
 *
 * @param kind what the network takes
 * @param param that says what arrays and vectors hold
 * @param numbers what arrays and vectors hold; none if params do not say
 */
record NumberCells(ContentKind kind, String param, List<Cells> numbers) implements Serializable {

  NumberCells {
    numbers = List.copyOf(numbers);
  }

  static NumberCells of(EncodingParams params, Recipe recipe) {
    Param<?> param = Columns.numbersParam(params, recipe);
    boolean isDeclared = params.isDefined(param);
    return new NumberCells(
        recipe.input().kind(),
        param.name(),
        isDeclared ? List.of(Columns.numbers("argument", params, recipe)) : List.of());
  }

  /**
   * What the cell holds.
   *
   * @throws BadFileException if the network takes no such thing
   */
  Cells of(Object cell, String name) throws BadFileException {
    if (cell instanceof Row && kind == ContentKind.AUDIO) {
      throw new BadFileException(name, "is an image, but the model takes recordings");
    }
    if (cell instanceof Row) {
      return new ImageCells();
    }
    if (cell instanceof byte[]) {
      return new FileCells();
    }
    if (numbers.isEmpty()) {
      throw new BadFileException(
          name,
          Text.format(
              "is null or no file, and its numbers are unknown: set %s before the function is registered",
              param));
    }
    return numbers.get(0);
  }
}
