package org.greedyinfomax.data.synthesis;

import static org.greedyinfomax.data.synthesis.Phone.A;
import static org.greedyinfomax.data.synthesis.Phone.B;
import static org.greedyinfomax.data.synthesis.Phone.D;
import static org.greedyinfomax.data.synthesis.Phone.E;
import static org.greedyinfomax.data.synthesis.Phone.F;
import static org.greedyinfomax.data.synthesis.Phone.G;
import static org.greedyinfomax.data.synthesis.Phone.I;
import static org.greedyinfomax.data.synthesis.Phone.K;
import static org.greedyinfomax.data.synthesis.Phone.L;
import static org.greedyinfomax.data.synthesis.Phone.M;
import static org.greedyinfomax.data.synthesis.Phone.N;
import static org.greedyinfomax.data.synthesis.Phone.O;
import static org.greedyinfomax.data.synthesis.Phone.P;
import static org.greedyinfomax.data.synthesis.Phone.S;
import static org.greedyinfomax.data.synthesis.Phone.SH;
import static org.greedyinfomax.data.synthesis.Phone.T;
import static org.greedyinfomax.data.synthesis.Phone.U;
import static org.greedyinfomax.data.synthesis.Phone.W;

import java.util.List;
import java.util.Locale;

/**
 * The lexicon. It comes in pairs of the same phones in another order, so that neither loudness nor
 * the mean spectrum tells the two apart: only how formants move does.
 */
public enum Word {
  BADO(B, A, D, O),
  DABO(D, A, B, O),
  GULI(G, U, L, I),
  LIGU(L, I, G, U),
  MENA(M, E, N, A),
  NAME(N, A, M, E),
  KIFO(K, I, F, O),
  FOKI(F, O, K, I),
  TASHU(T, A, SH, U),
  SHATU(SH, A, T, U),
  PESI(P, E, S, I),
  SEPI(S, E, P, I),
  WAIN(W, A, I, N),
  NIAW(N, I, A, W),
  OE(O, E),
  EO(E, O);

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that cannot change
  private final List<Phone> phones;

  Word(Phone... phones) {
    this.phones = List.of(phones);
  }

  /** The name in lower case, as labels and file names have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its phones, in order, without the silence around them. */
  public List<Phone> phones() {
    return phones;
  }
}
