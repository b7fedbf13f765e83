package org.greedyinfomax.ingest.listing;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.security.AccessControlException;

/** Why a file or folder cannot be read, in words for people. */
final class ReadFailure {

  private ReadFailure() {}

  /** Whether trying again is of no use. */
  static boolean isFinal(Throwable failure) {
    return isMissing(failure) || isDenied(failure);
  }

  /** Whether the task that reads is told to stop, so that nothing is wrong with the file. */
  static boolean isInterrupted(Throwable failure) {
    return failure instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted();
  }

  private static boolean isMissing(Throwable failure) {
    return failure instanceof NoSuchFileException || failure instanceof FileNotFoundException;
  }

  private static boolean isDenied(Throwable failure) {
    return failure instanceof AccessDeniedException || failure instanceof AccessControlException;
  }

  /** Returns the reason. */
  static String reason(Throwable failure) {
    if (isDenied(failure)) {
      return "permission is denied";
    }
    if (isMissing(failure)) {
      return "it is no longer there";
    }
    if (failure instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    if (failure instanceof Error && failure.getCause() instanceof IOException cause) {
      return reason(cause); // Hadoop's FSError
    }
    if (failure instanceof EOFException) {
      return "it ends too early";
    }
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? "it fails without a reason"
        : message.lines().findFirst().orElseThrow();
  }
}
