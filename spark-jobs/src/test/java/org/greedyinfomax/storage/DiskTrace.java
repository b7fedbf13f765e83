package org.greedyinfomax.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has done to files below a directory, as the operating system was asked for it
 * (seen by {@code strace}), and what a power cut after any of these operations would have left.
 *
 * <p>A file has the content that it had when it was last synced. A directory has the names that it
 * had when it was last synced, or those that it had when the power went: file systems may do
 * either.
 */
public final class DiskTrace {

  private static final String OPERATIONS =
      "openat,mkdir,rename,unlink,rmdir,write,pwrite64,fsync,fdatasync,ftruncate";
  private static final Pattern LINE = Pattern.compile("^(\\d+) +(.*)$");
  private static final Pattern CALL = Pattern.compile("^(\\w+)\\((.*)\\) += (\\d+).*$");
  private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. \\w+ resumed>(.*)$");
  private static final Pattern TEXT = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"");
  private static final Pattern OPEN_FILE = Pattern.compile("^\\d+<((?:\\\\x[0-9a-f]{2})*)>");
  private static final String UNFINISHED = "<unfinished ...>";

  /** Whether names that were not synced survive. */
  public enum Names {
    SYNCED,
    ALL
  }

  /** A system call that succeeded. */
  private record Call(String name, String arguments) {

    List<String> texts() {
      return TEXT.matcher(arguments).results().map(DiskTrace::decoded).toList();
    }

    Path text(int index) {
      return Path.of(texts().get(index));
    }

    Path file() {
      Matcher matcher = OPEN_FILE.matcher(arguments);
      return Path.of(matcher.find() ? decoded(matcher.toMatchResult()) : "/");
    }

    byte[] bytes() {
      Matcher matcher = TEXT.matcher(arguments);
      return matcher.find() ? unescaped(matcher.group(1)) : new byte[0];
    }
  }

  /** A file or a directory. */
  private static final class Node {

    private byte[] content = new byte[0];
    private byte[] synced = new byte[0];
    private final Map<String, Node> names; // null in a file
    private Map<String, Node> syncedNames = Map.of();

    Node(boolean isDirectory) {
      names = isDirectory ? new TreeMap<>() : null;
    }

    void append(byte[] bytes) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(content);
      all.writeBytes(bytes);
      content = all.toByteArray();
    }

    void sync() {
      if (names == null) {
        synced = content;
      } else {
        syncedNames = new TreeMap<>(names);
      }
    }
  }

  private final Path root;
  private final List<Call> calls;

  private DiskTrace(Path root, List<Call> calls) {
    this.root = root;
    this.calls = calls;
  }

  /** Whether processes can be traced here. */
  public static boolean isPossible() {
    try {
      return new ProcessBuilder("strace", "--seccomp-bpf", "-f", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Runs a process to its end.
   *
   * @param root an empty directory
   * @param log file for what is seen
   */
  public static DiskTrace of(List<String> command, Path root, Path log)
      throws IOException, InterruptedException {
    List<String> traced =
        new ArrayList<>(
            List.of(
                "strace",
                "--seccomp-bpf",
                "-f",
                "-y",
                "-xx",
                "-s",
                "100000000",
                "-e",
                "trace=" + OPERATIONS,
                "-o",
                log.toString()));
    traced.addAll(command);
    Path output = log.resolveSibling(log.getFileName() + ".output");
    int code =
        new ProcessBuilder(traced)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new AssertionError("it ended with " + code + ": " + Files.readString(output));
    }
    return new DiskTrace(root.toRealPath(), calls(log, root.toRealPath()));
  }

  private static List<Call> calls(Path log, Path root) throws IOException {
    String escaped = escaped(root + "/");
    Map<String, String> unfinished = new HashMap<>();
    List<Call> calls = new ArrayList<>();
    for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        continue;
      }
      String process = matcher.group(1);
      String text = matcher.group(2);
      if (text.endsWith(UNFINISHED)) {
        unfinished.put(process, text.substring(0, text.length() - UNFINISHED.length()).strip());
        continue;
      }
      Matcher resumed = RESUMED.matcher(text);
      if (resumed.matches()) {
        text = unfinished.remove(process) + resumed.group(1);
      }
      Matcher call = CALL.matcher(text);
      boolean isBelow = text.contains(escaped) || text.contains(escaped(root.toString()) + ">");
      if (call.matches() && isBelow) {
        calls.add(new Call(call.group(1), call.group(2)));
      }
    }
    return calls;
  }

  private static String decoded(MatchResult match) {
    return new String(unescaped(match.group(1)), StandardCharsets.UTF_8);
  }

  private static byte[] unescaped(String text) {
    return HexFormat.of().parseHex(text.replace("\\x", ""));
  }

  private static String escaped(String text) {
    return HexFormat.of().withPrefix("\\x").formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many operations there were. */
  public int operations() {
    return calls.size();
  }

  /** The file that an operation gave its place by renaming, relative to the root; or nothing. */
  public String renamed(int operation) {
    Call call = calls.get(operation);
    return call.name().equals("rename") ? root.relativize(call.text(1)).toString() : "";
  }

  /** Whether an operation had a file or directory reach the disk, which is relative to the root. */
  public boolean isSyncOf(int operation, String name) {
    Call call = calls.get(operation);
    return call.name().equals("fsync") && call.file().equals(root.resolve(name));
  }

  /**
   * Makes anew what a power cut would have left.
   *
   * @param operations that had been done
   * @param target a directory, which need not exist
   * @return all names with a hash of what they stood for, to tell states apart
   */
  public String restore(int operations, Names names, Path target) throws IOException {
    Node top = new Node(true);
    for (Call call : calls.subList(0, operations)) {
      apply(call, top);
    }
    Files.createDirectories(target);
    StringBuilder state = new StringBuilder();
    restore(top, names, target, "", state);
    return state.toString();
  }

  private static void restore(
      Node directory, Names names, Path target, String prefix, StringBuilder state)
      throws IOException {
    Map<String, Node> left = names == Names.ALL ? directory.names : directory.syncedNames;
    for (Map.Entry<String, Node> entry : left.entrySet()) {
      Path path = target.resolve(entry.getKey());
      String name = prefix + entry.getKey();
      Node node = entry.getValue();
      if (node.names != null) {
        Files.createDirectories(path);
        state.append(name).append("/\n");
        restore(node, names, path, name + "/", state);
      } else {
        Files.write(path, node.synced);
        state.append(name).append(' ').append(WholeFile.sha256(node.synced)).append('\n');
      }
    }
  }

  private void apply(Call call, Node top) {
    switch (call.name()) {
      case "openat" -> {
        List<String> flags = Arrays.asList(call.arguments().split("[|, ]+"));
        if (flags.contains("O_CREAT")) {
          at(top, call.text(0), (names, name) -> names.computeIfAbsent(name, n -> new Node(false)));
        }
        if (flags.contains("O_TRUNC")) {
          at(top, call.text(0), (names, name) -> names.get(name).content = new byte[0]);
        }
      }
      case "mkdir" -> at(top, call.text(0), (names, name) -> names.put(name, new Node(true)));
      case "unlink", "rmdir" -> at(top, call.text(0), (names, name) -> names.remove(name));
      case "rename" ->
          at(
              top,
              call.text(0),
              (names, name) -> {
                Node moved = names.remove(name);
                at(top, call.text(1), (others, other) -> others.put(other, moved));
              });
      case "write" -> find(top, call.file()).ifPresent(node -> node.append(call.bytes()));
      case "fsync", "fdatasync" -> find(top, call.file()).ifPresent(Node::sync);
      default -> throw new AssertionError("not known: " + call.name());
    }
  }

  /** A file or directory; none if it was deleted while it was open. */
  private Optional<Node> find(Node top, Path path) {
    Node found = top;
    if (!path.equals(root)) {
      for (Path name : root.relativize(path.normalize())) {
        if (found == null || found.names == null) {
          return Optional.empty();
        }
        found = found.names.get(name.toString());
      }
    }
    return Optional.ofNullable(found);
  }

  private void at(Node top, Path path, BiConsumer<Map<String, Node>, String> action) {
    Path relative = root.relativize(path.normalize());
    Node directory = top;
    for (int i = 0; i < relative.getNameCount() - 1; i++) {
      directory = directory.names.get(relative.getName(i).toString());
    }
    action.accept(directory.names, relative.getFileName().toString());
  }
}
