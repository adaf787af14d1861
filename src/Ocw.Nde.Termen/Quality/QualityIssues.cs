namespace Ocw.Nde.Termen.Quality;

/// <summary>The kinds of fault that are looked for: those of qSKOS (Mader, Haslhofer, Isaac 2012), and what this program mends or bounds itself.</summary>
internal static class QualityIssues
{
    internal static IReadOnlyList<QualityIssue> All { get; } =
    [
        Error("no-concepts", "er is geen enkel begrip (skos:Concept)", "there is no concept at all (skos:Concept)"),
        Error("invalid-iris", "IRI's met tekens die er niet in mogen; anderen kunnen er niet naar verwijzen", "IRIs with characters that may not be in them; others cannot refer to them"),
        Error("ambiguous-labels", "meer dan één prefLabel in één taal (SKOS S14)", "more than one prefLabel in one language (SKOS S14)"),
        Error("disjoint-labels", "dezelfde tekst is prefLabel en altLabel of hiddenLabel van één begrip (SKOS S13)", "one text is prefLabel and altLabel or hiddenLabel of one concept (SKOS S13)"),
        Error("relation-clashes", "begrippen zijn related en tegelijk broader/narrower van elkaar (SKOS S27)", "concepts are related and at the same time broader/narrower of each other (SKOS S27)"),
        Error("mapping-clashes", "exactMatch samen met broadMatch, narrowMatch of relatedMatch (SKOS S46)", "exactMatch together with broadMatch, narrowMatch or relatedMatch (SKOS S46)"),
        Error("cycles", "kringen in de hiërarchie: een begrip is breder dan zichzelf; de node volgt ze één keer en stopt", "cycles in the hierarchy: a concept is broader than itself; the node follows them once and stops"),
        Error("reflexive-relations", "begrippen met een relatie naar zichzelf", "concepts with a relation to themselves"),
        Error("undefined-skos", "namen in de SKOS-naamruimte die niet bestaan of vervallen zijn", "names in the SKOS namespace that do not exist or were withdrawn"),
        Error("double-encoded", "labels waarvan de UTF-8 twee keer gecodeerd is; de node herstelt ze bij het lezen", "labels whose UTF-8 was encoded twice; the node mends them when it reads them"),
        Warning("empty-labels", "lege labels", "empty labels"),
        Warning("missing-labels", "begrippen of schema's zonder prefLabel", "concepts or schemes without prefLabel"),
        Warning("overlapping-labels", "verschillende begrippen van één schema met hetzelfde label in één taal, van minstens één het prefLabel", "different concepts of one scheme with the same label in one language, the prefLabel of at least one"),
        Warning("ambiguous-notations", "verschillende begrippen van één schema met dezelfde notatie", "different concepts of one scheme with the same notation"),
        Warning("unprintable-characters", "labels met onzichtbare stuurtekens", "labels with invisible control characters"),
        Warning("invalid-language-tags", "labels met een taalcode die niet bestaat (BCP 47)", "labels with a language tag that does not exist (BCP 47)"),
        Warning("huge-labels", "labels die te lang zijn om doorzocht te worden, of een begrip met te veel labels", "labels that are too long to be searched, or a concept with too many labels"),
        Warning("no-common-language", "er is geen taal waarin alle begrippen een label hebben", "there is no language in which all concepts have a label"),
        Warning("missing-top-concepts", "schema's zonder topbegrip (hasTopConcept, topConceptOf)", "schemes without top concept (hasTopConcept, topConceptOf)"),
        Warning("top-concepts-with-broader", "topbegrippen die een breder begrip hebben", "top concepts that have a broader concept"),
        Warning("solitary-transitive-relations", "broaderTransitive of narrowerTransitive zonder een keten van broader of narrower die het waar maakt", "broaderTransitive or narrowerTransitive without a chain of broader or narrower that makes it true"),
        Warning("mapping-misuse", "mappingrelaties (…Match) tussen begrippen van één schema; daar zijn broader en related voor", "mapping relations (…Match) between concepts of one scheme; broader and related are for that"),
        Info("omitted-language-tags", "labels zonder taalcode, terwijl andere er een hebben", "labels without language tag, while others have one"),
        Info("orphan-concepts", "begrippen zonder enige relatie met een ander", "concepts without any relation to another"),
        Info("disconnected-clusters", "groepen begrippen die nergens met de rest verbonden zijn", "groups of concepts that are connected with the rest nowhere"),
        Info("unmarked-top-concepts", "begrippen zonder breder begrip die niet als topbegrip zijn aangewezen", "concepts without broader concept that are not marked as top concept"),
        Info("hierarchical-redundancy", "een rechtstreeks breder begrip dat langs een ander al breder is", "a direct broader concept that is broader along another already"),
        Info("redundant-associations", "related tussen begrippen die al hetzelfde bredere begrip delen", "related between concepts that share a broader concept already"),
        Info("omitted-inverse-relations", "relaties waarvan de omgekeerde niet genoemd is; de node leest ze in beide richtingen", "relations whose inverse is not stated; the node reads them in both directions"),
        Info("undocumented-concepts", "begrippen zonder definitie, toelichting of andere noot", "concepts without definition, scope note or other note"),
    ];

    private static QualityIssue Error(string id, string nl, string en) => new(id, QualitySeverity.Error, nl, en);

    private static QualityIssue Warning(string id, string nl, string en) => new(id, QualitySeverity.Warning, nl, en);

    private static QualityIssue Info(string id, string nl, string en) => new(id, QualitySeverity.Info, nl, en);
}

/// <summary>A kind of fault.</summary>
internal sealed record QualityIssue(string Id, QualitySeverity Severity, string Nl, string En);

/// <summary>Gathers findings, with a ceiling on examples.</summary>
internal sealed class FindingList(int maxExamples)
{
    private readonly Dictionary<string, (int Count, List<QualityExample> Examples)> _found = new(StringComparer.Ordinal);

    internal void Add(string id, string iri, string detail = "")
    {
        var (count, examples) = _found.GetValueOrDefault(id, (0, []));
        if (examples.Count < maxExamples)
            examples.Add(new QualityExample(iri, detail));
        _found[id] = (count + 1, examples);
    }

    internal IReadOnlyList<QualityFinding> ToFindings() =>
        [.. QualityIssues.All.Where(issue => _found.ContainsKey(issue.Id)).Select(issue => new QualityFinding(issue.Id, issue.Severity, issue.Nl, issue.En, _found[issue.Id].Count, _found[issue.Id].Examples))];
}
