/** Local losses: what a module minimises, in nats, its gradients, and how negatives are drawn. */
package org.greedyinfomax.loss;
