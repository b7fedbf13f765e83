package org.greedyinfomax.job.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GridTest {

  @Test
  void hasEveryCombinationOfItsValues() {
    Grid grid = Grid.parse(List.of("a.b=1,2", "c = x , y"));

    assertThat(grid.keys()).containsExactly("a.b", "c");
    assertThat(grid.points())
        .containsExactly(
            List.of("1", "x"), List.of("1", "y"), List.of("2", "x"), List.of("2", "y"));
  }

  @Test
  void keysOfOneAxisVaryTogether() {
    Grid grid = Grid.parse(List.of("a=1,2; b=10,20", "c=x"));

    assertThat(grid.points()).containsExactly(List.of("1", "10", "x"), List.of("2", "20", "x"));
  }

  @Test
  void whatIsInBracketsOrQuotesIsOneValue() {
    Grid grid = Grid.parse(List.of("a=[[0, 1], [2]],fused,{ b = 1; c = 2 }", "d=\"x,y=[\",\"z;\""));

    assertThat(grid.axes().get(0).levels())
        .containsExactly(List.of("[[0, 1], [2]]"), List.of("fused"), List.of("{ b = 1; c = 2 }"));
    assertThat(grid.axes().get(1).levels())
        .containsExactly(List.of("\"x,y=[\""), List.of("\"z;\""));
    assertThat(Grid.parse(List.of("e=f(a, 'b,')  = 1,k = ','")).points())
        .containsExactly(List.of("f(a, 'b,')  = 1"), List.of("k = ','"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a        | --grid must be KEY=VALUE[,VALUE]...[; KEY=VALUE[,VALUE]...]..., but is "a"
          =1       | --grid must be KEY=VALUE[,VALUE]...[; KEY=VALUE[,VALUE]...]..., but is "=1"
          a=1,,2   | --grid "a=1,,2" has an empty value: it must be \
          KEY=VALUE[,VALUE]...[; KEY=VALUE[,VALUE]...]...
          a=1,2;b=3 | --grid "a=1,2;b=3" has keys that vary together, so each must have as many values \
          as the first, 2
          a=1;a=2  | --grid names a twice: give all its values at once, as in A,B
          seed=1,2 | --grid cannot have seed: name the seeds of a study with --seeds
          probe.label=a,b | --grid cannot have probe.label: all trials of a study are probed for the \
          same labels, which --label names
          ingest.kind=audio | --grid cannot have ingest.kind: the trials of a study are trained on the \
          corpus that is there
          """)
  void saysWhatIsWrong(String option, String message) {
    assertThatThrownBy(() -> Grid.parse(List.of(option)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesMoreThanCanBeMeant() {
    String ten = "=0,1,2,3,4,5,6,7,8,9";

    assertThatThrownBy(() -> Grid.parse(List.of("a" + ten, "b" + ten, "c" + ten, "d=1,2")))
        .hasMessage("the grid has more than 1000 combinations: leave out values or keys");
  }
}
