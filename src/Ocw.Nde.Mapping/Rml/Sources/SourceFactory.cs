using Ocw.Nde.Mapping.Rml.Csv;
using Ocw.Nde.Mapping.Rml.Json;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Views;
using Ocw.Nde.Mapping.Rml.Xml;

namespace Ocw.Nde.Mapping.Rml.Sources;

/// <summary>Makes the readers of logical sources and views; equal sources have one reader.</summary>
internal sealed class SourceFactory(SourceOpener opener, RmlOptions options) : IDisposable
{
    private readonly Dictionary<string, RecordSource> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<LogicalView, ViewSource> _views = new(ReferenceEqualityComparer.Instance);

    /// <summary>What stands for a logical source instead of its document, where something does.</summary>
    public Func<LogicalSource, RecordSource>? Replace { get; init; }

    /// <summary>The reader of a source or view.</summary>
    public RecordSource Of(AbstractSource source, ExpressionCompiler compiler)
    {
        if (source is LogicalView view)
            return ViewOf(view, compiler);
        var logical = (LogicalSource)source;
        if (!_sources.TryGetValue(logical.Key, out var reader))
            _sources[logical.Key] = reader = Replace?.Invoke(logical) ?? Make(logical);
        return reader;
    }

    /// <summary>The reader of a view.</summary>
    public ViewSource ViewOf(LogicalView view, ExpressionCompiler compiler)
    {
        if (!_views.TryGetValue(view, out var reader))
            _views[view] = reader = new ViewSource(view, Of(view.On, compiler), this, compiler, options);
        return reader;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var view in _views.Values)
            view.Dispose();
    }

    private RecordSource Make(LogicalSource source)
    {
        var access = source.Access;
        return source.Formulation switch
        {
            Formulation.Csv => new CsvSource(access.Name, c => opener.Open(access, asUtf8: true, "text/csv", null, c), DialectOf(access), access.Nulls, options),
            Formulation.JsonPath => new JsonSource(access.Name, c => opener.Open(access, asUtf8: true, "application/json", null, c), source.Iterator, source.NaturalDatatypes, options),
            Formulation.XPath => new XmlSource(access.Name, c => opener.Open(access, asUtf8: false, "application/xml", null, c), source.Iterator, source.Namespaces, options),
            _ when access.IsEndpoint => new CsvSource(access.Name, c => opener.Open(access, asUtf8: true, "text/csv", source.Iterator, c), CsvDialect.Default, [.. access.Nulls, ""], options),
            _ when source.Iterator is { } query => new SparqlSource(opener.PathOf(access), query, options),
            _ => throw new RmlException($"the SPARQL source {access.Name} has no query (rml:iterator)."),
        };
    }

    // A table whose name ends in .tsv is one with tabs, unless its dialect says otherwise.
    private static CsvDialect DialectOf(SourceAccess access) =>
        access.Dialect == CsvDialect.Default && access.Name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? access.Dialect with { Delimiter = '\t' } : access.Dialect;
}
