using Ocw.Nde.Termen.Alignment.Scoring;
using Ocw.Nde.Termen.Alignment.Training;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>Measures the aligner on gold sets, and learns its weights from them.</summary>
public static class GoldMeasure
{
    /// <summary>Measures one set with the built-in weights.</summary>
    /// <param name="set">The set.</param>
    /// <param name="folder">A folder for the index of the authority, which is made if it is not there.</param>
    /// <param name="options">What is measured.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<GoldReport> MeasureAsync(GoldSet set, string folder, GoldOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        using var index = TermIndex.Open(folder);
        await GoldAuthority.IndexAsync(index, set, cancellation).ConfigureAwait(false);
        using var lease = index.Acquire();
        var cases = GoldCase.Of(set, lease, AlignmentModel.BuiltIn).Where(item => !options.HeldOutOnly || item.Part >= GoldCase.FirstHeldOut).ToList();
        cancellation.ThrowIfCancellationRequested();
        return GoldReport.Of(set, cases, AlignmentModel.BuiltIn, options);
    }

    /// <summary>Learns weights and thresholds from sets, writes them, and says how they do on the parts of each set that were set aside.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="folder">A folder for the indexes of the authorities.</param>
    /// <param name="output">Receives the weights file.</param>
    /// <param name="command">The command, for the head of the file.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<IReadOnlyList<GoldReport>> TrainAsync(IReadOnlyList<GoldSet> sets, string folder, TextWriter output, string command, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(output);
        var leases = new List<(TermIndex Index, TermIndexLease Lease)>();
        try
        {
            var cases = new List<GoldCase>();
            foreach (var set in sets)
            {
                var index = TermIndex.Open(Path.Combine(folder, set.Name));
                await GoldAuthority.IndexAsync(index, set, cancellation).ConfigureAwait(false);
                var lease = index.Acquire();
                leases.Add((index, lease));
                cases.AddRange(GoldCase.Of(set, lease, AlignmentModel.BuiltIn));

                // Where every string has a term, the habit of answering anything costs nothing; elsewhere it does.
                if (set.Queries.Count(query => query.Expect.Count == 0) < set.Queries.Count * TrainingSettings.LeastNil)
                    cases.AddRange(GoldCase.WithoutTerms(set, lease, AlignmentModel.BuiltIn));
            }

            var model = new ModelTrainer(TrainingSettings.Penalty, TrainingSettings.AnswerPrecision, TrainingSettings.PublishPrecision).Train(cases, cancellation);
            await output.WriteLineAsync("# Learned weights of the aligner; docs/alignment.md says what they mean. Made by a command, not by hand:").ConfigureAwait(false);
            await output.WriteLineAsync("#   " + command).ConfigureAwait(false);
            await output.WriteLineAsync($"# from {string.Join(", ", sets.Select(set => $"{set.Name} ({set.Queries.Count})"))}.").ConfigureAwait(false);
            model.Write(output);
            return [.. sets.Select(set => GoldReport.Of(set, [.. cases.Where(item => item.Set == set.Name && item.Part >= GoldCase.FirstHeldOut && !item.IsWithoutTerm)], model, new GoldOptions()))];
        }
        finally
        {
            foreach (var (index, lease) in leases)
            {
                lease.Dispose();
                index.Dispose();
            }
        }
    }
}

/// <summary>What is measured.</summary>
public sealed record GoldOptions
{
    /// <summary>Whether only the strings count that no weight and no threshold has seen.</summary>
    public bool HeldOutOnly { get; init; }

    /// <summary>Receives a line for each string: verdict, string, answer, score, reasons; for people who look for errors.</summary>
    public Action<string>? Log { get; init; }
}
