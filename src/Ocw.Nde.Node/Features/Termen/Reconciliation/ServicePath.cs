using Ocw.Nde.Termen.Reconciliation;

namespace Ocw.Nde.Node.Features.Termen.Reconciliation;

/// <summary>What an address below a root of the services asks: of which service, in which version, and what.</summary>
/// <param name="Scope">The service.</param>
/// <param name="Source">How the address names its source; <see langword="null"/> for the service over all.</param>
/// <param name="Operation">What is asked: a path of the specification, empty for the service itself.</param>
/// <param name="Argument">What follows the operation in the path: the identifier of a preview.</param>
/// <param name="IsVersion10">Whether the address is that of 1.0.</param>
internal sealed record ServicePath(ReconciliationScope Scope, string? Source, string Operation, string? Argument, bool IsVersion10)
{
    private static readonly string[] s_operations =
    [
        "", "match", "reconcile", "extend/propose", "extend", "preview", "suggest/entity", "suggest/property", "suggest/type", "flyout/entity", "flyout/property", "flyout/type",
    ];

    /// <summary>Reads a path: <c>[source][/1.0][/operation]</c>, where the source is an id or an IRI, whose slashes may be encoded or not.</summary>
    /// <param name="rest">The path below the root, as it was sent.</param>
    /// <param name="scopes">The services.</param>
    /// <returns><see langword="null"/> for a source that is not there.</returns>
    public static ServicePath? Read(string rest, ReconciliationScopes scopes)
    {
        rest = rest.Trim('/');
        if (Preview(rest, scopes) is { } preview)
            return preview;
        foreach (var operation in s_operations)
        {
            foreach (var version in (ReadOnlySpan<string>)["", "1.0"])
            {
                if (Before(rest, Join(version, operation)) is not { } source || (source.Length == 0 ? scopes.Whole : Find(source, scopes)) is not { } scope)
                    continue;
                return new ServicePath(scope, source.Length == 0 ? null : source, operation, Argument: null, version.Length > 0);
            }
        }

        return null;
    }

    // «preview/IRI», as NDE's service has it.
    private static ServicePath? Preview(string rest, ReconciliationScopes scopes)
    {
        const string mark = "preview/";
        var at = rest.StartsWith(mark, StringComparison.Ordinal) ? 0 : rest.IndexOf("/" + mark, StringComparison.Ordinal) is > 0 and var slash ? slash + 1 : -1;
        if (at < 0)
            return null;
        var source = rest[..at].TrimEnd('/');
        var scope = source.Length == 0 ? scopes.Whole : Find(source, scopes);
        return scope is null ? null : new ServicePath(scope, source.Length == 0 ? null : source, "preview", Iri(rest[(at + mark.Length)..]), IsVersion10: false);
    }

    private static string? Before(string rest, string end)
    {
        if (end.Length == 0)
            return rest;
        if (string.Equals(rest, end, StringComparison.Ordinal))
            return "";
        return rest.EndsWith("/" + end, StringComparison.Ordinal) ? rest[..^(end.Length + 1)] : null;
    }

    private static string Join(string version, string operation) => version.Length == 0 ? operation : operation.Length == 0 ? version : version + "/" + operation;

    private static ReconciliationScope? Find(string source, ReconciliationScopes scopes) => scopes.Find(Uri.UnescapeDataString(source)) ?? scopes.Find(Iri(source));

    // Proxies make one slash of two.
    private static string Iri(string sent)
    {
        var iri = Uri.UnescapeDataString(sent);
        foreach (var scheme in (ReadOnlySpan<string>)["http:/", "https:/"])
        {
            if (iri.StartsWith(scheme, StringComparison.Ordinal) && !iri.StartsWith(scheme + "/", StringComparison.Ordinal))
                return scheme + "/" + iri[scheme.Length..];
        }

        return iri;
    }
}
