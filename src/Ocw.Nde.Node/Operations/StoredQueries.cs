using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Operations;

/// <summary>The queries of the <c>sparql</c> folder, read once; parameters are bound, never concatenated.</summary>
internal sealed class StoredQueries(string folder)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>A request for one stored query with its parameters.</summary>
    /// <param name="name">The path below the folder, such as <c>describe/resource.rq</c>.</param>
    /// <param name="parameters">The parameters by name.</param>
    public SparqlRequest Request(string name, params ReadOnlySpan<(string Name, RdfTerm Value)> parameters)
    {
        var bindings = new Dictionary<string, RdfTerm>(StringComparer.Ordinal);
        foreach (var (parameter, value) in parameters)
            bindings[parameter] = value;
        return new SparqlRequest
        {
            Query = _texts.GetOrAdd(name, n => File.ReadAllText(Path.Combine(folder, n))),
            Bindings = bindings,
            BaseIri = null,
        };
    }
}
