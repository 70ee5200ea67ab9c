import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type {
  aws_elasticloadbalancingv2 as elbv2,
  aws_wafv2 as interfaces,
} from 'aws-cdk-lib/interfaces';

/** What stands in front of a load balancer: a `WebFirewall`, or `Firewall.fromWebAcl`. */
export interface IFirewall {
  /**
   * Puts itself in front of a load balancer, which can have one only.
   *
   * @param loadBalancer a load balancer of the same Region
   */
  protect(loadBalancer: elbv2.ILoadBalancerRef): void;
}

/** A web ACL that you have, in front of load balancers. */
export class Firewall implements IFirewall {
  /**
   * A web ACL of this app, an L1 or whatever refers to one, or an imported one.
   *
   * @param webAcl a web ACL of the scope `REGIONAL`, in the Region of the load balancer
   */
  static fromWebAcl(webAcl: interfaces.IWebACLRef): Firewall {
    return new Firewall(webAcl);
  }

  readonly #webAcl: interfaces.IWebACLRef;

  private constructor(webAcl: interfaces.IWebACLRef) {
    this.#webAcl = webAcl;
  }

  /** Associates the web ACL with a load balancer. */
  protect(loadBalancer: elbv2.ILoadBalancerRef): void {
    // The CDK has no L2s of AWS WAF.
    new CfnWebACLAssociation(loadBalancer, 'WebAcl', {
      webAclArn: this.#webAcl.webAclRef.webAclArn,
      resourceArn: loadBalancer.loadBalancerRef.loadBalancerArn,
    });
  }
}
