namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>The addresses of one service, all below the node's own base: never what a request says of host or port.</summary>
/// <param name="Root">The service itself, without slash at the end.</param>
/// <param name="TermPage">The page of a term up to its IRI, which follows percent-encoded: <c>https://node.example/term?iri=</c>.</param>
/// <param name="Features">The page that explains the features.</param>
/// <param name="Documentation">The page that explains the service.</param>
public sealed record ServiceAddresses(string Root, string TermPage, string Features, string Documentation);
