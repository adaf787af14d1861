using Ocw.Nde.Sparql.Library;

namespace Ocw.Nde.Node.Features.Sparql.Description;

/// <summary>The stored queries that anyone can ask as they are: examples for editors.</summary>
internal sealed class ServiceExamples(string folder)
{
    private readonly Lazy<IReadOnlyList<StoredQuery>> _queries = new(() =>
    {
        var library = new QueryLibrary(folder);
        return [.. library.Names.Where(name => !name.StartsWith("mappings/", StringComparison.Ordinal)).Select(library.Get).Where(query => query.Header.Parameters.Count == 0)];
    });

    /// <summary>The queries, in order of name.</summary>
    public IReadOnlyList<StoredQuery> Queries => _queries.Value;
}
