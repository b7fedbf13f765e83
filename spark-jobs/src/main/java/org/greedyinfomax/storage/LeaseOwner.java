package org.greedyinfomax.storage;

import java.util.Optional;

/**
 * Whose a lease is that was found, as far as can be told without waiting.
 *
 * @param who it is, in words
 * @param sign of work; unknown of a process that does not say its name: whose file is of another
 *     version, is not finished, or is damaged
 */
record LeaseOwner(String who, LeaseHolder.Sign sign) {

  /**
   * Reads what a process has written.
   *
   * @param place the directory that it was found in
   */
  static LeaseOwner of(byte[] content, String place) {
    Optional<LeaseHolder> holder = LeaseHolder.parse(content);
    return new LeaseOwner(
        holder.map(LeaseHolder::describe).orElse("a process that does not say its name"),
        holder.map(found -> found.sign(place)).orElse(LeaseHolder.Sign.UNKNOWN));
  }
}
