using System.Collections.Concurrent;
using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Sparql.Library;

/// <summary>The stored queries (<c>.rq</c>) of a folder and the folders in it, each read and parsed once, when it is first asked for.</summary>
/// <remarks>A file that changes afterwards is not read again. Safe for concurrent use.</remarks>
public sealed class QueryLibrary
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ConcurrentDictionary<string, StoredQuery> queries = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly SparqlParserOptions options;

    /// <summary>A library in a folder.</summary>
    /// <param name="folder">The folder; it need not exist before the first query is asked for.</param>
    /// <param name="options">The parser's ceilings.</param>
    public QueryLibrary(string folder, SparqlParserOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        this.folder = Path.GetFullPath(folder);
        this.options = options ?? SparqlParserOptions.Default;
    }

    /// <summary>The names of all queries of the folder: paths below it, with forward slashes, in order.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.rq", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>A query by its name, such as <c>describe/resource.rq</c>.</summary>
    /// <exception cref="QueryLibraryException">There is no such file, it is not UTF-8, its header lacks a field, or it is not SPARQL.</exception>
    public StoredQuery Get(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return queries.GetOrAdd(name, Read);
    }

    /// <summary>A request for a query with values for its parameters; see <see cref="StoredQuery.Request"/>.</summary>
    /// <exception cref="QueryLibraryException">The query cannot be used; see <see cref="Get"/>.</exception>
    /// <exception cref="ArgumentException">A parameter has no value, or a value has no parameter.</exception>
    public SparqlRequest Request(string name, params ReadOnlySpan<(string Name, RdfTerm Value)> parameters) => Get(name).Request(parameters);

    /// <summary>Reads every query of the folder and tells what is wrong with those that cannot be used: for a start that shows all mistakes at once.</summary>
    public IReadOnlyList<QueryLibraryException> Faults()
    {
        var faults = new List<QueryLibraryException>();
        foreach (var name in Names)
        {
            try
            {
                Get(name);
            }
            catch (QueryLibraryException fault)
            {
                faults.Add(fault);
            }
        }

        return faults;
    }

    private StoredQuery Read(string name)
    {
        var file = Path.GetFullPath(Path.Combine(folder, name));
        if (!file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new QueryLibraryException(file, 1, "the file lies outside the library.");
        try
        {
            return StoredQueryReader.Read(name, file, File.ReadAllText(file, StrictUtf8), options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new QueryLibraryException(file, 1, $"the file cannot be read: {error.Message}", error);
        }
    }
}
