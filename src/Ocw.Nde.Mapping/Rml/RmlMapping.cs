using Ocw.Nde.Mapping.Rml.Functions;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Reading;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Sources;
using Ocw.Nde.Mapping.Rml.Targets;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml;

/// <summary>A mapping in RML (Core, IO, CC, FNML and LV of 2026), in the first RML, or in YARRRML: read and checked, ready to run.</summary>
public sealed class RmlMapping
{
    private readonly MappingDocument _document;
    private readonly IReadOnlyList<TriplesMap> _maps;
    private readonly IReadOnlyDictionary<RdfTerm, LogicalTarget> _targets;

    private RmlMapping(MappingDocument document)
    {
        _document = document;
        var reader = new MappingReader(document);
        _maps = reader.Read();
        _targets = reader.Targets();
    }

    /// <summary>The IRIs of the functions that mappings may call.</summary>
    public static IEnumerable<string> Functions => RmlFunctions.BuiltIn.Names;

    /// <summary>Reads a mapping. Sources are opened by a run only.</summary>
    /// <param name="file">RDF by its ending (<c>.ttl</c>, <c>.nt</c>, <c>.jsonld</c>, …), or YARRRML (<c>.yml</c>, <c>.yaml</c>).</param>
    /// <exception cref="RmlException">It is not a valid mapping; the message says where and what was expected.</exception>
    public static RmlMapping Load(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new RmlMapping(MappingDocument.Load(file));
    }

    /// <summary>Runs the mapping: every source is read once (a joined one once before), record by record; statements go to <paramref name="sink"/>, or to the files that the mapping names as targets.</summary>
    /// <param name="sink">Receives the statements that have no logical target.</param>
    /// <param name="options">What may be read and written, and how much.</param>
    /// <param name="cancellation">Ends the run; files of targets are then not there.</param>
    /// <exception cref="RmlException">The mapping does not fit its sources, or a source cannot be read. What was handed over until then is not the whole result.</exception>
    public RmlReport Run(IQuadSink sink, RmlOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        options ??= RmlOptions.Default;
        var baseIri = options.BaseIri ?? _document.BaseIri;
        if (baseIri is not null && !IriCheck.IsAbsoluteIri(baseIri))
            throw new RmlException($"the base «{baseIri}» is not an absolute IRI.");

        // 1. understood: every expression for its source
        var state = new RunState(options);
        foreach (var notice in _document.Notices)
            state.Notice(notice);
        var expressions = new ExpressionCompiler(_document, RmlFunctions.BuiltIn, options);
        using var sources = new SourceFactory(new SourceOpener(_document.Folder, options), options);
        var targets = _targets.Values.ToList();
        if (targets.Count > 64)
            throw new RmlException(_document.File, 0, "more than 64 logical targets.");
        var compiler = new MapCompiler(expressions, sources, [.. targets.Select(t => t.Node)], baseIri, options);
        var plan = _maps.Select(m => (Source: sources.Of(m.Source, expressions), Map: m)).Select(m => (m.Source, Map: compiler.Compile(m.Map, m.Source))).ToList();

        // 2. joined: the parents' subjects by their keys
        var run = new MappingRun(state, cancellation);
        try
        {
            run.FillJoins(compiler.Joins);

            // 3. mapped: one reading of each source for all its triples maps
            using var files = new TargetFiles(targets, options.OutFolder ?? _document.Folder);
            var writer = new StatementWriter(state, sink, files.Sinks);
            var collections = new CollectionWriter(state, writer);
            foreach (var group in plan.GroupBy(p => p.Source))
                run.Map(group.Key, [.. group.Select(p => p.Map)], writer, collections);
            collections.Complete();
            Check(expressions, state);
            files.Complete();
        }
        finally
        {
            foreach (var (_, join) in compiler.Joins)
                join.Dispose();
        }

        return state.Report();
    }

    // A reference that never finds anything is a slip more often than not.
    private static void Check(ExpressionCompiler expressions, RunState state)
    {
        if (state.Records == 0)
            return;
        foreach (var (query, source) in expressions.References.Where(r => !r.Query.HasMatched).DistinctBy(r => (r.Query.Text, r.Source)))
        {
            var message = $"{source}: the reference «{query.Text}» found nothing in any record.";
            if (state.Options.Strict)
                state.Fault(message);
            else
                state.Notice(message);
        }
    }
}
