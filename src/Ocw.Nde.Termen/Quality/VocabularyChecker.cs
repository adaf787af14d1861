using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Termen.Quality;

/// <summary>Judges the quality of a vocabulary: labels, structure, relations and mappings, each finding with the terms that it concerns.</summary>
public sealed class VocabularyChecker
{
    private readonly SkosModelReader _reader = new();
    private readonly FindingList _findings;

    /// <summary>A checker for one vocabulary.</summary>
    /// <param name="maxExamples">The most terms that a finding names.</param>
    public VocabularyChecker(int maxExamples = 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxExamples);
        _findings = new FindingList(maxExamples);
    }

    /// <summary>Takes the triples of the vocabulary.</summary>
    public IQuadSink Sink => _reader;

    /// <summary>Hears what a lenient reader repaired; what is a fault of the vocabulary becomes a finding.</summary>
    public void Notice(RdfNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (notice.Kind is RdfNoticeKind.IriRepaired or RdfNoticeKind.IriCharacter or RdfNoticeKind.IriBidiControl or RdfNoticeKind.IriPercentEncoding or RdfNoticeKind.IriBracket)
            _findings.Add("invalid-iris", notice.SourceName ?? "", notice.Message);
    }

    /// <summary>The report on all that came.</summary>
    public QualityReport Report()
    {
        var model = _reader.Build();
        new LabelChecks(model, _findings).Run();
        new StructureChecks(model, _findings).Run();
        new RelationChecks(model, _findings).Run();
        var labels = model.Nodes.SelectMany(node => node.Labels).ToList();
        return new QualityReport
        {
            Concepts = model.Concepts.Count(),
            Schemes = model.Schemes.Count(),
            Labels = labels.Count,
            Triples = model.Triples,
            Languages = new SortedDictionary<string, int>(labels.GroupBy(label => label.Language, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal), StringComparer.Ordinal),
            Findings = _findings.ToFindings(),
        };
    }
}
