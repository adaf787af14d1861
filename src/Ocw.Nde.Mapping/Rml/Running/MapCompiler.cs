using Ocw.Nde.Mapping.Rml.Joins;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Sources;
using Ocw.Nde.Mapping.Rml.Terms;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>Makes triples maps ready to run: every expression understood for its source, every join with its build side.</summary>
internal sealed class MapCompiler(ExpressionCompiler expressions, SourceFactory sources, IReadOnlyList<RdfTerm> targets, string? baseIri, RmlOptions options)
{
    private readonly Dictionary<string, SubjectJoin> _joins = new(StringComparer.Ordinal);
    private readonly Dictionary<RdfTerm, int> _freshMaps = [];

    /// <summary>The joins that have to be filled first, each with the source of its parent.</summary>
    public List<(RecordSource Source, SubjectJoin Join)> Joins { get; } = [];

    /// <summary>Compiles a triples map for the source that it names, or for another that stands for it.</summary>
    public CompiledMap Compile(TriplesMap map, RecordSource source)
    {
        var scope = new Scope(source, map.BaseIri ?? baseIri);
        return new CompiledMap(
            Term(map.Subject, scope),
            [.. map.Classes.Select(c => GeneratedTerm.Of(c))],
            [.. map.Graphs.Select(g => Term(g, scope))],
            [.. map.Maps.Select(p => new CompiledPredicateObject(
                [.. p.Predicates.Select(t => Term(t, scope))],
                [.. p.Objects.Select(o => Object(o, scope))],
                [.. p.Graphs.Select(g => Term(g, scope))]))]);
    }

    /// <summary>The subject of a triples map.</summary>
    public TermMaker Subject(TriplesMap map, RecordSource source) => Term(map.Subject, new Scope(source, map.BaseIri ?? baseIri));

    private TermMaker Object(IObjectMap map, Scope scope) => map is RefObjectMap reference ? Reference(reference, scope) : Term((TermMap)map, scope);

    // RML Core §8: without a join condition the parent's subject is made of the child's record.
    private TermMaker Reference(RefObjectMap map, Scope scope)
    {
        var parent = map.Parent;
        var bits = Bits(map.Targets);
        if (map.Joins.Count == 0)
            return new Aimed(Term(parent.Subject, scope with { BaseIri = parent.BaseIri ?? baseIri })) { Targets = bits };
        var parentSource = sources.Of(parent.Source, expressions);
        var key = string.Join('\u001f', map.Joins.Select(j => j.Parent.ToString()).Prepend(parent.Node.ToString()));
        if (!_joins.TryGetValue(key, out var join))
        {
            var parentKeys = new JoinKeys([.. map.Joins.Select(j => expressions.Compile(j.Parent, parentSource))]);
            _joins[key] = join = new SubjectJoin(parentKeys, Term(parent.Subject, new Scope(parentSource, parent.BaseIri ?? baseIri)), options);
            Joins.Add((parentSource, join));
        }

        return new JoinedMaker(new JoinKeys([.. map.Joins.Select(j => expressions.Compile(j.Child, scope.Source))]), join) { Targets = bits };
    }

    private TermMaker Term(TermMap map, Scope scope)
    {
        var maker = Unconditional(map, scope);
        return map.Condition is { } condition ? new ConditionalMaker(expressions.Compile(condition, scope.Source), maker) { Targets = maker.Targets } : maker;
    }

    private TermMaker Unconditional(TermMap map, Scope scope)
    {
        var bits = Bits(map.Targets) | (map.Language is { } l ? Bits(l.Targets) : 0) | (map.Datatype is { } d ? Bits(d.Targets) : 0);
        if (map.Gather is { } gather)
        {
            var head = map.HasExpression ? Plain(map with { Gather = null }, scope) : null;
            return new GatherMaker([.. gather.Members.Select(m => Object(m, scope))], head, gather.As, gather.AllowEmpty, gather.Cartesian) { Targets = bits };
        }

        return new Aimed(Plain(map, scope)) { Targets = bits };
    }

    private TermMaker Plain(TermMap map, Scope scope)
    {
        if (!map.HasExpression)
            return new FreshMaker(FreshMap(map.Node));
        if (map.Role == TermRole.Language)
            return Language(map, scope);
        if (map.Constant is { } constant && map.Language is null && map.Datatype is null)
            return new ConstantMaker(GeneratedTerm.Of(constant));
        switch (TypeOf(map))
        {
            case TermType.Literal:
                return new LiteralMaker(expressions.Compile(map, scope.Source), map.Language is { } language ? Term(language, scope) : null, map.Datatype is { } datatype ? Term(datatype, scope) : null);
            case TermType.BlankNode:
                return new BlankNodeMaker(expressions.Compile(map, scope.Source));
            case var type:
                var encoding = type switch { TermType.Iri => TemplateEncoding.Iri, TermType.Uri => TemplateEncoding.Uri, _ => TemplateEncoding.None };
                return new IriMaker(expressions.Compile(map, scope.Source, encoding), new IriRules(type, scope.BaseIri, IsAbsoluteByForm(map, type)));
        }
    }

    private TermMaker Language(TermMap map, Scope scope)
    {
        if (map.Constant is Literal { LexicalForm: var tag } && !LanguageTag.IsWellFormed(System.Text.Encoding.UTF8.GetBytes(tag)))
            throw expressions.Fault(map.Node, $"«{tag}» is not a language tag (BCP 47), such as nl or en-GB.", tag);
        return new PlainMaker(expressions.Compile(map, scope.Source));
    }

    // RML Core §5.2: the default kind of term. Objects are literals where they are referred to, or have a language or datatype.
    private static TermType TypeOf(TermMap map) => map.Type ?? map.Role switch
    {
        TermRole.Object or TermRole.Member when map.Reference is not null || map.Function is not null || map.Language is not null || map.Datatype is not null => TermType.Literal,
        TermRole.Object or TermRole.Member when map.Constant is Literal => TermType.Literal,
        _ => TermType.Iri,
    };

    // The fixed begin has a scheme and everything is encoded: then no value can make it another thing than an IRI.
    private bool IsAbsoluteByForm(TermMap map, TermType type)
    {
        if (type is not (TermType.Iri or TermType.Uri) || map.Template is not { } template)
            return false;
        var (texts, _) = expressions.Parse(map, template);
        return IriResolver.IsAbsolute(texts[0]) && texts.All(t => IriCheck.IsAbsoluteIri("x:" + t)) && (type is TermType.Iri || texts.All(t => System.Text.Ascii.IsValid(t)));
    }

    private int FreshMap(RdfTerm node)
    {
        if (!_freshMaps.TryGetValue(node, out var number))
            _freshMaps[node] = number = _freshMaps.Count;
        return number;
    }

    private ulong Bits(IReadOnlyList<RdfTerm> nodes)
    {
        var bits = 0UL;
        foreach (var node in nodes)
        {
            for (var i = 0; i < targets.Count; i++)
                bits |= targets[i] == node ? 1UL << i : 0;
        }

        return bits;
    }

    private sealed record Scope(RecordSource Source, string? BaseIri);

    /// <summary>The terms of another maker, with the targets of the map that asked for them.</summary>
    private sealed class Aimed(TermMaker maker) : TermMaker
    {
        public override void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections) => maker.Make(record, state, terms, collections);
    }
}
