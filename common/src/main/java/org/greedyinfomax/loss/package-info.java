/** Local losses: a value to be made small, in nats, and its gradients. */
package org.greedyinfomax.loss;
