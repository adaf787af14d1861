namespace Ocw.Nde.Harvest;

/// <summary>A way to harvest a dataset, with why it comes where it does.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Distributions">The distribution, or the parts of one dump.</param>
/// <param name="Why">Why it serves, as a clause.</param>
internal sealed record DistributionCandidate(DistributionKind Kind, IReadOnlyList<DescribedDistribution> Distributions, string Why)
{
    /// <summary>Its address; of a dump in parts the first.</summary>
    public string Address => Distributions[0].Address;
}

/// <summary>Puts the distributions of a dataset in the order in which they serve harvesting best.</summary>
/// <remarks>
/// 1. an event stream, because it tells what changed and what is gone; 2. a dump in RDF: first with a checksum, then by profile (SCHEMA-AP-NDE), then by
/// syntax (N-Triples, N-Quads, Turtle, TriG, JSON-LD, RDF/XML), packed before plain; 3. OAI-PMH; 4. a SPARQL endpoint, where the settings say which classes
/// are records; 5. IIIF; 6. other files. What served the last time goes first as long as it is offered, so that increments stay increments.
/// </remarks>
internal static class DistributionChoice
{
    /// <summary>The candidates, best first.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="source">The settings.</param>
    /// <param name="before">The address that served the last time.</param>
    public static IReadOnlyList<DistributionCandidate> Order(DescribedDataset dataset, DatasetSource source, string? before)
    {
        var usable = dataset.Distributions
            .Select(distribution => (Distribution: distribution, Kind: DistributionKinds.Of(distribution)))
            .Where(pair => source.Distribution is { } wanted ? SameAddress(pair.Distribution.Address, wanted) : pair.Kind != DistributionKind.None && (pair.Kind != DistributionKind.Sparql || source.Classes.Count > 0))
            .Select(pair => pair.Kind == DistributionKind.None ? pair with { Kind = DistributionKind.File } : pair)
            .ToList();
        return [.. Grouped(usable)
            .OrderByDescending(candidate => before is not null && SameAddress(candidate.Address, before))
            .ThenBy(candidate => candidate.Kind)
            .ThenByDescending(candidate => candidate.Distributions.All(d => d.HasChecksum))
            .ThenByDescending(candidate => candidate.Distributions.All(IsModel))
            .ThenBy(candidate => DistributionKinds.RankOfSyntax(candidate.Distributions[0]))
            .ThenByDescending(candidate => IsPacked(candidate.Distributions[0]))];
    }

    /// <summary>Says in one sentence what was chosen and what was not.</summary>
    public static string Explain(DescribedDataset dataset, DistributionCandidate chosen, IReadOnlyList<DistributionCandidate> all, DatasetSource source)
    {
        var others = all.Where(candidate => candidate != chosen).Select(candidate => candidate.Address).ToList();
        var unused = dataset.Distributions.Select(d => d.Address).Except(all.SelectMany(c => c.Distributions).Select(d => d.Address), StringComparer.Ordinal).ToList();
        var hasEndpoint = source.Classes.Count == 0 && dataset.Distributions.Any(d => DistributionKinds.Of(d) == DistributionKind.Sparql);
        return $"Of the {dataset.Distributions.Count:N0} distributions of «{dataset.Name}», {chosen.Address} is harvested: {chosen.Why}."
            + (others.Count > 0 ? $" If it fails: {string.Join(", ", others)}." : "")
            + (unused.Count > 0 ? $" Not used: {string.Join(", ", unused)}{(hasEndpoint ? " (a SPARQL endpoint needs classes in the settings of the source)" : "")}." : "");
    }

    private static IEnumerable<DistributionCandidate> Grouped(List<(DescribedDistribution Distribution, DistributionKind Kind)> usable)
    {
        // dump-1.nt and dump-2.nt are two parts of one dump: names that differ in their numbers only.
        foreach (var group in usable.GroupBy(pair => (pair.Kind, pair.Kind is DistributionKind.RdfDump or DistributionKind.File ? WithoutNumbers(pair.Distribution.Address) : pair.Distribution.Address)))
        {
            var parts = group.Select(pair => pair.Distribution).DistinctBy(d => d.Address, StringComparer.Ordinal).OrderBy(d => d.Address, StringComparer.Ordinal).ToList();
            yield return new DistributionCandidate(group.Key.Kind, parts, Why(group.Key.Kind, parts));
        }
    }

    private static string Why(DistributionKind kind, IReadOnlyList<DescribedDistribution> parts)
    {
        var first = parts[0];
        return kind switch
        {
            DistributionKind.EventStream => "an event stream tells what changed and what is gone",
            DistributionKind.RdfDump => $"a whole copy in RDF{(first.MediaTypes.Count > 0 ? $" ({first.MediaTypes[0]})" : "")}{(parts.Count > 1 ? $" in {parts.Count:N0} parts" : "")}{(first.HasChecksum ? ", with a checksum" : "")}{(IsModel(first) ? ", in SCHEMA-AP-NDE" : "")}",
            DistributionKind.OaiPmh => "an OAI-PMH repository gives increments",
            DistributionKind.Sparql => "a SPARQL endpoint gives the records of the classes in the settings",
            DistributionKind.Iiif => "IIIF lists the manifests",
            _ => $"a file{(first.MediaTypes.Count > 0 ? $" ({first.MediaTypes[0]})" : "")}",
        };
    }

    private static string WithoutNumbers(string address)
    {
        var path = new Uri(address).GetLeftPart(UriPartial.Path);
        var slash = path.LastIndexOf('/');
        return path[..slash] + string.Concat(path[slash..].Where(c => !char.IsAsciiDigit(c))) + new Uri(address).Query;
    }

    private static bool IsModel(DescribedDistribution distribution) => distribution.ConformsTo.Any(said => said.Contains("schema-profile", StringComparison.OrdinalIgnoreCase) || said.Contains("schema-ap-nde", StringComparison.OrdinalIgnoreCase));

    private static bool IsPacked(DescribedDistribution distribution) =>
        distribution.Packing is not null || distribution.MediaTypes.Any(type => type.EndsWith("zip", StringComparison.Ordinal)) || new Uri(distribution.Address).AbsolutePath is var path && (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".xz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".bz2", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase));

    private static bool SameAddress(string one, string other) => string.Equals(one.TrimEnd('/'), other.TrimEnd('/'), StringComparison.Ordinal);
}
