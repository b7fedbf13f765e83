/**
 * Greedy InfoMax: a network trained as a stack of gradient-isolated modules, each by its own local
 * loss.
 *
 * @see <a href="https://arxiv.org/abs/1905.11786">Löwe, O'Connor, Veeling: Putting An End to
 *     End-to-End: Gradient-Isolated Learning of Representations (2019)</a>
 */
package org.greedyinfomax;
