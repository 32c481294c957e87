/** Parts that are drawn again only when what they are given changes. */

import { Component, createElement, type ComponentType, type JSX } from 'preact';

const alike = (one: object, other: object): boolean => {
  const [left, right] = [Object.entries(one), Object.keys(other)];
  return left.length === right.length && left.every(([name, value]) => Object.is(value, (other as Record<string, unknown>)[name]));
};

/** The same part, left as it is while its properties are the very same values. */
export function steady<Props extends object>(Part: ComponentType<Props>): ComponentType<Props> {
  return class Steady extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      return !alike(this.props, next);
    }

    override render(): JSX.Element {
      return createElement(Part, this.props);
    }
  };
}
