using Ocw.Nde.Mapping.Columns;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>Lifts records by their media type; remembers the fields of each format.</summary>
internal sealed class RecordLifter
{
    private readonly MappingProfile _profile;
    private readonly JsonLifter _json;
    private readonly XmlLifter _xml;
    private readonly RdfLifter _rdf;

    /// <summary>A lifter for one mapper.</summary>
    public RecordLifter(MappingProfile profile, IReadOnlySet<string> accessFields)
    {
        _profile = profile;
        var limits = profile.Context.Limits;
        _json = new JsonLifter(new FieldTree('.', profile.FieldDenials, p => profile.UseOf(p, '.'), accessFields, limits.Fields), limits);
        _xml = new XmlLifter(new FieldTree('/', profile.FieldDenials, p => profile.UseOf(p, '/'), accessFields, limits.Fields), limits);
        _rdf = new RdfLifter(new FieldTree('/', profile.VocabularyDenials, p => profile.UseOf(p, '/'), accessFields, limits.Fields), limits, profile.Context.JsonLd);
    }

    /// <summary>Lifts one record.</summary>
    /// <exception cref="LiftException">It cannot be lifted.</exception>
    public LiftedRecord Lift(SourceRecord record) => MediaTypes.KindOf(record.MediaType) switch
    {
        PayloadKind.Json => _json.Lift(record.Content.Span),
        PayloadKind.Xml => _xml.Lift(record.Content),
        PayloadKind.Rdf => _rdf.Lift(record),
        _ => throw new LiftException("media-type-unknown", $"Records of type «{record.MediaType}» cannot be mapped; JSON, CSV rows, XML and RDF can."),
    };

    /// <summary>The rules with the way of writing paths that fits a lifted record.</summary>
    public RuleSet RulesFor(LiftedRecord lifted)
    {
        _profile.Note(lifted.Root.Field.Separator);
        return lifted.Root.Field.Separator == '.' ? _profile.Flat : _profile.Nested;
    }
}
