using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Tests.Pipeline;

public sealed class AdmissionTests
{
    private const string Schema = "https://schema.org/";
    private static readonly Iri Object = new("https://data.example/id/museum/1");
    private static readonly Iri Maker = new("https://data.example/id/set/term/creator/x");
    private static readonly Iri Place = new("https://data.example/id/set/term/place/y");

    [Fact]
    public void An_open_record_is_open_whole()
    {
        var admitted = Admit(AccessPolicy.Open);

        Assert.Equal(Record().Triples, admitted.Open);
        Assert.Empty(admitted.Closed);
    }

    [Fact]
    public void A_closed_record_leaves_nothing_open()
    {
        var admitted = Admit(new AccessPolicy(AccessDecision.Gesloten, [], []));

        Assert.Empty(admitted.Open);
        Assert.Equal(Record().Triples, admitted.Closed);
    }

    [Fact]
    public void A_stub_shows_class_identifier_and_condition_but_no_name()
    {
        var admitted = Admit(new AccessPolicy(AccessDecision.Beschrijving, [], []));

        Assert.Equal(
            ["https://schema.org/conditionsOfAccess", "https://schema.org/identifier", "http://purl.org/dc/terms/accessRights", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"],
            admitted.Open.Select(t => ((Iri)t.Predicate).Value).Distinct().OrderBy(p => p.Contains("schema", StringComparison.Ordinal) ? 0 : 1).ThenBy(p => p, StringComparer.Ordinal));
        Assert.DoesNotContain(admitted.Open, t => t.Object is Literal { LexicalForm: "Geheime titel" });
        Assert.Equal(Record().Triples, admitted.Closed);
    }

    [Fact]
    public void A_closed_field_takes_along_what_only_it_leads_to()
    {
        var admitted = Admit(new AccessPolicy(AccessDecision.Openbaar, [], [new FieldRule(Schema + "creator", "AVG")]));

        Assert.DoesNotContain(admitted.Open, t => t.Subject.Equals(Maker) || t.Object.Equals(Maker));
        Assert.Equal(3, admitted.Closed.Count);
        Assert.Contains(admitted.Open, t => t.Subject.Equals(Place)); // the birth place is the place of the record too
    }

    private static AdmittedRecord Admit(AccessPolicy policy) => new Admission(policy, new DateOnly(2026, 11, 22)).Admit(Record());

    private static MappingResult Record() => new(
        "1",
        Object,
        [
            new(Object, new Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), new Iri(Schema + "CreativeWork")),
            new(Object, new Iri(Schema + "name"), new Literal("Geheime titel", "nl")),
            new(Object, new Iri(Schema + "identifier"), new Literal("1")),
            new(Object, new Iri(Schema + "creator"), Maker),
            new(Object, new Iri(Schema + "locationCreated"), Place),
            new(Maker, new Iri(Schema + "name"), new Literal("Jan")),
            new(Maker, new Iri(Schema + "birthPlace"), Place),
            new(Place, new Iri(Schema + "name"), new Literal("Waterstad")),
        ],
        [], [], new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), []);
}
