import { type NextRouter, withRouter } from "next/router";
import { Component } from "react";

interface Props {
  router: NextRouter;
  label: string;
}

class BackButton extends Component<Props> {
  override render() {
    const { router, label } = this.props;
    return (
      <button type="button" onClick={() => router.back()}>
        {label}
      </button>
    );
  }
}

export default withRouter(BackButton);
