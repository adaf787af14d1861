using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Makes an entry of an authority list a <c>skos:Concept</c>: labels with a language, notations, links; no properties of heritage objects.</summary>
internal sealed class ConceptFinisher(FinishContext context, IReadOnlyList<Iri> types, Iri dataset)
{
    /// <summary>Finishes the entry.</summary>
    public void Finish(Draft concept)
    {
        concept.AddType(Vocabulary.Concept);
        foreach (var type in types)
            concept.AddType(type);
        new ValueFinisher(context).Finish(concept);
        PreferOneLabel(concept);
        if (!concept.Has(Vocabulary.InScheme))
            concept.Add(Vocabulary.InScheme, dataset);
    }

    // SKOS S13: a label is preferred or alternative, not both; schema:name serves where no prefLabel is given.
    private static void PreferOneLabel(Draft concept)
    {
        if (!concept.Has(Vocabulary.PrefLabel))
        {
            foreach (var name in concept.Terms(Vocabulary.Name).ToList())
                concept.Add(Vocabulary.PrefLabel, name);
            concept.Remove(Vocabulary.Name);
        }

        // An entry that is a person or place of schema.org too needs a name in its terms.
        if (!concept.Has(Vocabulary.Name) && (concept.IsA(Vocabulary.Person) || concept.IsA(Vocabulary.Organization) || concept.IsA(Vocabulary.Place)))
        {
            foreach (var label in concept.Terms(Vocabulary.PrefLabel).ToList())
                concept.Add(Vocabulary.Name, label);
        }

        var preferred = concept.Terms(Vocabulary.PrefLabel).ToHashSet();
        concept.Statements.RemoveAll(s => s.Predicate == Vocabulary.AltLabel && s.Term is { } label && preferred.Contains(label));
    }
}
