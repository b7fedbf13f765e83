package org.greedyinfomax.cli.command;

import java.util.List;
import java.util.Optional;

/** All commands, in the order of the help. */
public final class Commands {

  /** In the order of the help. */
  public static final List<Command> ALL =
      List.of(
          new SynthesizeCommand(),
          new IngestCommand(),
          new PretrainCommand(),
          new PlanCommand(),
          new DoctorCommand(),
          new SimulateCommand(),
          new EncodeCommand(),
          new ExportCommand(),
          new ImportCommand(),
          new ProbeCommand(),
          new ReportCommand(),
          new CleanCommand(),
          new QuickstartCommand(),
          new ReproduceCommand(),
          new StudyCommand(),
          new BenchCommand());

  private Commands() {}

  /** The commands as they are typed. */
  public static List<String> words() {
    return ALL.stream().map(Command::word).toList();
  }

  /** The command that is typed so, if there is one. */
  public static Optional<Command> of(String word) {
    return ALL.stream().filter(command -> command.word().equals(word)).findFirst();
  }
}
