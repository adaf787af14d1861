using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Log;

namespace Ocw.Nde.Store.Format;

/// <summary>Finds the root of a store, or makes a new store where there is nothing.</summary>
internal static class StoreRoot
{
    /// <exception cref="StoreRootException">There is something, but no root to trust.</exception>
    internal static (Superblock Superblock, Manifest Manifest) OpenOrCreate(IStoreFiles files, StoreOptions options)
    {
        var names = files.List();
        return names.Contains(StoreFileNames.Current, StringComparer.Ordinal) ? Open(files) : Create(files, options, names);
    }

    /// <exception cref="StoreRootException">There is no root to trust.</exception>
    internal static (Superblock Superblock, Manifest Manifest) Open(IStoreFiles files)
    {
        CurrentRoot root;
        try
        {
            root = CurrentRoot.Read(files);
        }
        catch (FileNotFoundException error)
        {
            throw new StoreRootException(files.PathOf(""), $"there is no {StoreFileNames.Current}. Run `check --recover`, or restore a backup.", error);
        }

        Superblock superblock;
        Manifest manifest;
        try
        {
            superblock = Superblock.Read(files);
            manifest = Manifest.Read(files, root.ManifestVersion);
        }
        catch (FileNotFoundException error)
        {
            throw new StoreRootException(files.PathOf(""), $"{StoreFileNames.Current} names manifest {root.ManifestVersion}, but a file is missing: {error.Message} Run `check --recover`, or restore a backup.", error);
        }

        if (superblock.StoreId != root.StoreId || manifest.StoreId != root.StoreId)
            throw new StoreRootException(files.PathOf(""), "its files are of different stores. Restore a backup.");
        manifest.RequireConsistent(files.PathOf(StoreFileNames.Manifest(manifest.Version)));
        return (superblock, manifest);
    }

    /// <summary>Removes what an interrupted transaction left: files of ours that the manifest does not hold.</summary>
    internal static void RemoveOrphans(StoreFolder folder, Manifest manifest)
    {
        var held = manifest.Files().ToHashSet(StringComparer.Ordinal);
        foreach (var name in folder.Files.List())
        {
            if (name is StoreFileNames.NextCurrent || ((StoreFileNames.IsData(name) || StoreFileNames.IsManifest(name, out _)) && !held.Contains(name)))
                folder.Remove(name);
        }
    }

    // A store that was ever written to has a CURRENT: it is put in place before the first commit can be made. So without one, a superblock, the first
    // manifest and the first log are an interrupted creation, and anything else is a store that has lost its root.
    private static (Superblock Superblock, Manifest Manifest) Create(IStoreFiles files, StoreOptions options, IReadOnlyList<string> names)
    {
        string[] first = [StoreFileNames.Manifest(1), StoreFileNames.Log(1)];
        var strange = names.Where(name => name is not (StoreFileNames.Lock or StoreFileNames.Holder or StoreFileNames.Superblock or StoreFileNames.NextCurrent or "lost+found") && !first.Contains(name, StringComparer.Ordinal)).ToArray();
        if (strange.Length > 0)
        {
            throw new StoreRootException(files.PathOf(""), strange.Any(StoreFileNames.IsOurs)
                ? $"it has data but no {StoreFileNames.Current}. It is not started empty over them: run `check --recover`, or restore a backup."
                : $"the folder is not empty ('{strange[0]}') and holds no store. Name an empty folder for a new one.");
        }

        var superblock = Superblock.Create(options.PackedIris);
        var manifest = Manifest.Empty(superblock.StoreId, options.TimeProvider.GetUtcNow());
        superblock.Write(files);
        LogFile.Create(files, superblock.StoreId, manifest.Log.File, []);
        manifest.Write(files);
        new CurrentRoot(superblock.StoreId, manifest.Version).WriteAside(files);
        files.SyncDirectory();
        CurrentRoot.Switch(files);
        return (superblock, manifest);
    }
}
