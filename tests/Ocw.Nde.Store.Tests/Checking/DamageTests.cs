using Ocw.Nde.Store.Checking;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Checking;

public class DamageTests
{
    private const int Step = 4;

    [Fact]
    public void A_sound_store_is_found_sound()
    {
        var report = StoreCheck.Run(Filled(), CancellationToken.None);
        Assert.True(report.IsSound);
        Assert.Equal(Step, report.CommitNumber);
        Assert.True(report.Bytes > 0);
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_found_with_its_file_and_place_and_never_gives_a_wrong_answer()
    {
        var pristine = Filled();
        var random = new Random(7);
        var missed = 0;
        foreach (var name in pristine.Names.Where(StoreFileNames.IsData))
        {
            for (var probe = 0; probe < 60; probe++)
            {
                var files = pristine.AfterKill();
                var at = random.Next(files.Content(name).Count);
                files.Content(name)[at] ^= (byte)(1 << random.Next(8));

                var report = StoreCheck.Run(files, CancellationToken.None);
                if (report.IsSound)
                {
                    // Bytes that only align the parts of a file belong to nothing.
                    missed++;
                    Assert.Equal(0, pristine.Content(name)[at]);
                }
                else
                {
                    Assert.Contains(report.Damages, damage => damage.File.EndsWith(name, StringComparison.Ordinal) && damage.Offset <= at + 20);
                }

                AssertRightOrRefused(files);
            }
        }

        Assert.True(missed < 20, $"{missed} flipped bits were missed");
    }

    [Fact]
    public void A_store_checks_itself_while_it_is_open()
    {
        using var store = QuadStore.Open(Filled(), StoreSteps.Options);
        Assert.True(store.Check().IsSound);
    }

    [Fact]
    public void All_damage_is_listed_not_only_the_first()
    {
        var files = Filled();
        var names = files.Names.Where(StoreFileNames.IsData).ToArray();
        foreach (var name in names)
            files.Content(name)[3] ^= 0x40;
        var report = StoreCheck.Run(files, CancellationToken.None);
        Assert.Equal(names.Length, report.Damages.Select(damage => damage.File).Distinct(StringComparer.Ordinal).Count());
    }

    private static void AssertRightOrRefused(MemoryStoreFiles files)
    {
        try
        {
            using var store = QuadStore.Open(files, StoreSteps.Options);
            StoreSteps.AssertShows(store, Step);
        }
        catch (StoreDamagedException damage)
        {
            Assert.NotEmpty(damage.File);
        }
    }

    private static MemoryStoreFiles Filled()
    {
        var files = new MemoryStoreFiles();
        using (var store = QuadStore.Open(files, StoreSteps.Options))
        {
            for (var step = 1; step <= Step; step++)
                StoreSteps.Commit(store, step);
        }

        return files.AfterKill();
    }
}
