/** Optimizers: from parameters and gradients to new parameters. */
package org.greedyinfomax.optim;
