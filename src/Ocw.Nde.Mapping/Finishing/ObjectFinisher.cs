using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Makes an object conform to SCHEMA-AP-NDE 1.2.1 as far as the source has the data, and adds what the node knows itself.</summary>
internal sealed class ObjectFinisher(FinishContext context, IReadOnlyList<Iri> types, Iri dataset)
{
    private const int MaxMadeName = 100;

    /// <summary>Finishes values, classes and what every object must have; the key is known then.</summary>
    public void FinishValues(Draft work)
    {
        // 1. Every heritage object is a CreativeWork; classes of schema.org stand beside it.
        work.AddType(Vocabulary.CreativeWork);
        foreach (var type in types)
            work.AddType(type);
        // 2. Values become what their properties expect.
        var sizes = MeasureFinisher.Read(work);
        new ValueFinisher(context).Finish(work);
        MeasureFinisher.Add(work, sizes);
        // 3. What several values say together.
        MovePlaces(work);
        AttributionFinisher.Finish(work);
        ParticipationFinisher.Finish(work);
    }

    /// <summary>Adds the name if there is none, the dataset, the day of the metadata, and the source's own IRI.</summary>
    public void Complete(Draft work, Iri iri, string key, DateTimeOffset? datestamp, string? recordDate)
    {
        if (!work.Has(Vocabulary.Name))
            MakeName(work, key);
        work.Add(Vocabulary.IsPartOf, dataset);
        RecordDate.Set(work, datestamp, recordDate, context);
        if (work.SourceIri is { } source && source != iri && IriText.IsWeb(source))
            work.Add(Vocabulary.SameAs, source);
    }

    // A subject that the source itself calls a place belongs under contentLocation (SCHEMA-AP-NDE, about).
    private static void MovePlaces(Draft work)
    {
        var about = new Iri(Vocabulary.Schema + "about");
        var contentLocation = ModelProperties.Of(new Iri(Vocabulary.Schema + "contentLocation"));
        work.Rewrite(s =>
        {
            if (s.Predicate != about || s.Node is not { } place || !place.IsA(Vocabulary.Place))
                return [s];
            NodeTypes.Add(contentLocation, place);
            return [new(contentLocation.Predicate, null, place)];
        });
    }

    // Type and number, else the first sentence of the description, else the number alone: flagged, since the institution gave no name.
    private void MakeName(Draft work, string key)
    {
        context.Remark("name-made", "The source gives no name or title; one is made of object type and number.", Vocabulary.Name);
        var type = work.Nodes(Vocabulary.AdditionalType).SelectMany(t => t.Terms(Vocabulary.Name)).OfType<Literal>().OrderBy(l => l.LexicalForm, StringComparer.Ordinal).FirstOrDefault();
        var description = work.Terms(Vocabulary.Description).OfType<Literal>().OrderBy(l => l.LexicalForm, StringComparer.Ordinal).FirstOrDefault();
        work.Add(Vocabulary.Name, type is not null
            ? new Literal($"{type.LexicalForm} {key}", type.Language!)
            : description is not null ? new Literal(FirstSentence(description.LexicalForm), description.Language!) : new Literal(key, "zxx"));
    }

    private static string FirstSentence(string text)
    {
        var line = TextCleaner.Line(text);
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        if (end > 0)
            line = line[..end];
        if (line.Length <= MaxMadeName)
            return line.TrimEnd('.');
        var cut = line.LastIndexOf(' ', MaxMadeName);
        return (cut > 0 ? line[..cut] : line[..MaxMadeName]) + "…";
    }
}
